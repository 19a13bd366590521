package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.message.BlockMessage;

@Timeout(30)
final class TurnsTest {
  private final MessageThread thread = new MessageThread();
  private final List<String> heard = new ArrayList<>();
  private final Turns turns =
      new Turns(thread, (peer, command, _, _) -> heard.add(peer.id() + command));
  private final VirtualTime time = new VirtualTime();

  @AfterEach
  void stop() {
    thread.close();
  }

  private TestPeers.Connection connect(long id) {
    return TestPeers.inbound(id, time.source(), () -> {});
  }

  private void say(TestPeers.Connection from, String what) {
    turns.came(from.peer(), new Inbox.Entry(what, new byte[0], 24));
  }

  /// Waits until nothing more happens by itself.
  private void settle() {
    int before;
    do {
      before = thread.call(heard::size);
      for (int i = 0; i < 20; i++) {
        int _ = thread.call(() -> 0);
      }
    } while (thread.call(heard::size) != before);
  }

  @Test
  void flood_makesOthersWaitForOneMessageOfIt() {
    TestPeers.Connection loud = connect(1);
    TestPeers.Connection quiet = connect(2);
    CountDownLatch all = new CountDownLatch(1);
    thread.execute(() -> awaitQuietly(all));
    for (int i = 0; i < 5_000; i++) {
      say(loud, "flood");
    }
    say(quiet, "word");
    all.countDown();
    settle();
    assertThat(heard).hasSize(5_001).startsWith("1flood", "2word", "1flood");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void pausedPeer_isHeardWhenThePauseEnds_inOrder() {
    TestPeers.Connection peer = connect(1);
    peer.peer().pauseInput(true);
    say(peer, "a");
    say(peer, "b");
    settle();
    assertThat(heard).isEmpty();
    peer.peer().pauseInput(false);
    turns.resume(peer.peer());
    settle();
    assertThat(heard).containsExactly("1a", "1b");
  }

  /// A connection whose other side does not read.
  private static final class Stuck extends ChannelOutboundHandlerAdapter {
    private final List<ChannelPromise> promises = new ArrayList<>();

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      ReferenceCountUtil.release(message);
      promises.add(promise);
    }
  }

  @Test
  void peerThatDoesNotRead_isHeardAgainWhenItDoes() {
    TestPeers.Connection peer = connect(1);
    Stuck stuck = new Stuck();
    peer.channel().pipeline().addLast(stuck);
    peer.peer().send(new BlockMessage(new byte[(int) Peer.SEND_QUEUE_HIGH_BYTES]));
    say(peer, "a");
    settle();
    assertThat(heard).isEmpty();
    stuck.promises.forEach(ChannelPromise::setSuccess);
    turns.resume(peer.peer());
    settle();
    assertThat(heard).containsExactly("1a");
  }

  @Test
  void peerThatReadsNothingForFiveMinutes_isStuck_unlessLittleWaits() {
    TestPeers.Connection peer = connect(1);
    peer.channel().pipeline().addLast(new Stuck());
    peer.peer().send(new BlockMessage(new byte[1_000]));
    time.advanceSeconds(301);
    assertThat(peer.peer().isStuck(time.source().steadyMillis())).isFalse();
    peer.peer().send(new BlockMessage(new byte[(int) Peer.SEND_QUEUE_HIGH_BYTES]));
    assertThat(peer.peer().isStuck(time.source().steadyMillis())).isTrue();
  }

  @Test
  void messagesOfAnEndedConnection_areForgotten() {
    TestPeers.Connection peer = connect(1);
    peer.peer().pauseInput(true);
    say(peer, "a");
    peer.peer().disconnect();
    turns.resume(peer.peer());
    settle();
    assertThat(heard).isEmpty();
    assertThat(peer.peer().inbox.isEmpty()).isTrue();
  }

  @Test
  void waitingMessages_countWithWhatTheyTakeInMemory() {
    assertThat(new Inbox.Entry("ping", new byte[8], 32).memoryBytes()).isEqualTo(232);
  }
}
