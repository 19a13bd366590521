package org.quantumcoin.tests.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One end of a simulated connection: Netty's pipeline is the real one, what leaves it goes to a
/// wire, and what the wire brings waits until it is read.
final class SimulatedChannel extends EmbeddedChannel {
  /// Where what is written goes.
  interface Wire {
    void carry(byte[] bytes);

    void hungUp();
  }

  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final Wire wire;
  private final Timeline timeline;
  private final Deque<byte[]> arrived = new ArrayDeque<>();

  /// False while the constructor of the class above runs, which calls methods of this one.
  private boolean constructed;

  private boolean reading;
  private boolean endArrived;

  SimulatedChannel(
      InetSocketAddress local, InetSocketAddress remote, Wire wire, Timeline timeline) {
    this.local = local;
    this.remote = remote;
    this.wire = wire;
    this.timeline = timeline;
    this.constructed = true;
    config().setAutoRead(false);
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    return local;
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return remote;
  }

  /// The wire brings something.
  void arrive(byte[] bytes) {
    arrived.add(bytes);
    read(arrived);
  }

  /// The other side has hung up; what it said before is read first.
  void arriveEnd() {
    endArrived = true;
    read(arrived);
  }

  void hangUp() {
    ChannelFuture _ = close();
  }

  private void read(Deque<byte[]> waiting) {
    if (reading) {
      return;
    }
    reading = true;
    while (isOpen() && config().isAutoRead() && !waiting.isEmpty()) {
      writeInbound(Unpooled.wrappedBuffer(waiting.remove()));
    }
    reading = false;
    if (endArrived && waiting.isEmpty()) {
      hangUp();
    }
  }

  @Override
  protected void doBeginRead() {
    if (constructed && !reading && !arrived.isEmpty()) {
      timeline.in(0, () -> read(arrived));
    }
  }

  @Override
  protected void handleOutboundMessage(Object message) {
    ByteBuf bytes = (ByteBuf) message;
    wire.carry(ByteBufUtil.getBytes(bytes));
    bytes.release();
  }

  @Override
  protected void doClose() throws Exception {
    boolean open = isOpen();
    super.doClose();
    if (open) {
      wire.hungUp();
    }
  }
}
