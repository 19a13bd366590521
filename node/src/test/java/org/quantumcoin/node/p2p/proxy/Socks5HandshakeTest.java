package org.quantumcoin.node.p2p.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said to a proxy, and what becomes of answers that are wrong, late or not there.
final class Socks5HandshakeTest {
  private static final String NAME = "0102-7";
  private static final String NAME_HEX = "303130322d37";

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<Channel> opened = new ArrayList<>();
  private final List<Throwable> failed = new ArrayList<>();
  private final StringBuilder passedOn = new StringBuilder();

  private void begin(String host, @Nullable String login) {
    channel.freezeTime();
    channel
        .pipeline()
        .addLast(
            new Socks5Handshake(
                host,
                8333,
                Optional.ofNullable(login),
                done -> {
                  opened.add(done);
                  done.pipeline()
                      .addLast(
                          new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext context, Object read) {
                              ByteBuf bytes = (ByteBuf) read;
                              passedOn.append(ByteBufUtil.hexDump(bytes));
                              bytes.release();
                            }
                          });
                },
                failed::add));
  }

  private String sent() {
    StringBuilder all = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      all.append(ByteBufUtil.hexDump(bytes));
      bytes.release();
    }
    return all.toString();
  }

  private void answer(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
  }

  private String failure() {
    assertThat(opened).isEmpty();
    assertThat(failed).hasSize(1);
    assertThat(channel.isOpen()).isFalse();
    return String.valueOf(failed.getFirst().getMessage());
  }

  @Test
  void host_isAskedForByName() {
    begin("8.8.8.8", null);
    assertThat(sent()).isEqualTo("050100");
    answer("0500");
    assertThat(sent()).isEqualTo("0501000307382e382e382e38208d");
    answer("05000001" + "00000000" + "0000");
    assertThat(opened).hasSize(1);
    assertThat(channel.pipeline().get(Socks5Handshake.class)).isNull();
  }

  @Test
  void login_isGivenWhereItIsAskedFor() {
    begin("a", NAME);
    assertThat(sent()).isEqualTo("05020002");
    answer("0502");
    assertThat(sent()).isEqualTo("0106" + NAME_HEX + "06" + NAME_HEX);
    answer("0100");
    assertThat(sent()).isEqualTo("050100030161208d");
  }

  @Test
  void proxyThatAsksForNoLogin_getsNone() {
    begin("a", NAME);
    assertThat(sent()).isEqualTo("05020002");
    answer("0500");
    assertThat(sent()).isEqualTo("050100030161208d");
  }

  @Test
  void answers_mayComeByteByByte_andWhatFollowsGoesOn() {
    begin("a", NAME);
    String answers = "0502" + "0100" + "05000003" + "02" + "6161" + "0000";
    for (int i = 0; i < answers.length(); i += 2) {
      assertThat(opened).isEmpty();
      answer(answers.substring(i, i + 2));
    }
    assertThat(opened).hasSize(1);
    answer("beef");
    assertThat(passedOn.toString()).isEqualTo("beef");
  }

  @Test
  void answers_mayComeAtOnce_withWhatFollows() {
    begin("a", null);
    answer("0500" + "05000004" + "00".repeat(16) + "0000" + "beef");
    assertThat(opened).hasSize(1);
    assertThat(passedOn.toString()).isEqualTo("beef");
  }

  @ParameterizedTest
  @CsvSource({
    "0400,Proxy failed to initialize",
    "4854,Proxy failed to initialize",
    "05ff,Proxy requested wrong authentication method ff",
    "0501,Proxy requested wrong authentication method 01",
    "05020101,Proxy authentication unsuccessful",
    "05020000,Proxy authentication unsuccessful",
    "050004000001,Proxy failed to accept request",
    "050005000101,Error: malformed proxy response",
    "050005000002,Error: malformed proxy response",
    "050005010001,general failure",
    "050005020001,connection not allowed",
    "050005030001,network unreachable",
    "050005040001,host unreachable",
    "050005050001,connection refused",
    "050005060001,TTL expired",
    "050005070001,protocol error",
    "050005080001,address type not supported",
    "050005f00001,onion service descriptor can not be found",
  })
  void wrongAnswers_haveCoresSentences(String answers, String sentence) {
    begin("a", NAME);
    answer(answers);
    assertThat(failure()).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "'',InterruptibleRecv() timeout or other failure",
    "05,InterruptibleRecv() timeout or other failure",
    "0502,Error reading proxy authentication response",
    "0500,timeout",
    "050005000001,Error reading from proxy",
  })
  void silence_endsAfterTwentySeconds(String answers, String sentence) {
    begin("a", NAME);
    if (!answers.isEmpty()) {
      answer(answers);
    }
    channel.advanceTimeBy(Socks5Handshake.STEP_MILLIS - 1, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    assertThat(failed).isEmpty();
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    assertThat(failure()).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "'',InterruptibleRecv() timeout or other failure",
    "0502,Error reading proxy authentication response",
    "0500,Error while reading proxy response",
    "050005000001,Error reading from proxy",
  })
  void proxyThatHangsUp_isSaid(String answers, String sentence) {
    begin("a", NAME);
    if (!answers.isEmpty()) {
      answer(answers);
    }
    ChannelFuture _ = channel.close();
    assertThat(failure()).isEqualTo(sentence);
  }

  @Test
  void name_hasAtMost255Bytes() {
    begin("x".repeat(255), null);
    answer("0500");
    assertThat(failed).isEmpty();
  }

  @Test
  void longerName_isNotAskedFor() {
    begin("x".repeat(256), null);
    assertThat(failure()).isEqualTo("Hostname too long");
    assertThat(sent()).isEmpty();
  }

  @Test
  void afterItStands_noLimitRunsOut() {
    begin("a", null);
    answer("0500" + "05000001" + "00".repeat(6));
    channel.advanceTimeBy(1, TimeUnit.HOURS);
    channel.runPendingTasks();
    assertThat(failed).isEmpty();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void garbage_endsInOneOutcome_andThrowsNothing() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      Socks5HandshakeTest one = new Socks5HandshakeTest();
      one.begin("a", random.nextBoolean() ? NAME : null);
      byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      if (bytes.length > 2 && random.nextBoolean()) {
        bytes[0] = 5;
        bytes[1] = 0;
        bytes[2] = 5;
      }
      one.channel.writeInbound(Unpooled.wrappedBuffer(bytes));
      one.channel.checkException();
      ChannelFuture _ = one.channel.close();
      assertThat(one.opened.size() + one.failed.size()).isEqualTo(1);
    }
  }
}
