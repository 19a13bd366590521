package org.quantumcoin.node.rpc;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;

/// One client's connection: takes a request, has it answered elsewhere, and only then reads the
/// next.
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Set<String> KNOWN_METHODS = Set.of("GET", "POST", "HEAD", "PUT");

  private final RpcServer server;

  /// A request is in work; this and what follows is touched on the event loop only.
  private boolean busy;

  /// Requests that came in the same read as the one in work: at most a read buffer's worth.
  private final ArrayDeque<FullHttpRequest> ahead = new ArrayDeque<>();

  HttpConnection(RpcServer server) {
    this.server = server;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (busy) {
      // Sent ahead of the reply: waits its turn, and no more is read meanwhile.
      ahead.add(request.retain());
      return;
    }
    busy = true;
    context.channel().config().setAutoRead(false);
    take(context, request);
  }

  private void take(ChannelHandlerContext context, FullHttpRequest request) {
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    HttpQuery query = query(context, request);
    Log.debug(
        LogCategory.HTTP,
        () ->
            "Received a "
                + query.method()
                + " request for "
                + query.path()
                + " from "
                + query.peerText());
    if (request.decoderResult().isFailure()) {
      reply(context, HttpReply.text(HttpReply.BAD_REQUEST, ""), false);
      return;
    }
    if (!server.admits(query.peer().getAddress())) {
      Log.debug(
          LogCategory.HTTP,
          () ->
              "HTTP request from "
                  + query.peerText()
                  + " rejected: Client network is not allowed RPC access");
      reply(context, HttpReply.text(HttpReply.FORBIDDEN, ""), keepAlive);
      return;
    }
    if (!KNOWN_METHODS.contains(query.method())) {
      reply(context, HttpReply.text(HttpReply.BAD_METHOD, ""), keepAlive);
      return;
    }
    Optional<HttpPathHandler> handler = server.paths().find(query.path());
    if (handler.isEmpty()) {
      reply(context, HttpReply.text(HttpReply.NOT_FOUND, ""), keepAlive);
    } else if (!server.submit(() -> answer(context, handler.get(), query, keepAlive))) {
      Log.warning(
          "Request rejected because http work queue depth exceeded, it can be increased with the -rpcworkqueue= setting");
      reply(
          context,
          HttpReply.text(HttpReply.SERVICE_UNAVAILABLE, "Work queue depth exceeded"),
          keepAlive);
    }
  }

  /// The outermost frame of a call's thread.
  private void answer(
      ChannelHandlerContext context, HttpPathHandler handler, HttpQuery query, boolean keepAlive) {
    HttpReply reply;
    try {
      reply = handler.handle(query);
    } catch (RuntimeException | OutOfMemoryError e) {
      Log.error("HTTP request to " + query.path() + " failed", e);
      reply = HttpReply.text(HttpReply.INTERNAL_SERVER_ERROR, "Internal error");
    }
    HttpReply made = reply;
    context.executor().execute(() -> reply(context, made, keepAlive));
  }

  private void reply(ChannelHandlerContext context, HttpReply reply, boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(reply.status()),
            Unpooled.wrappedBuffer(reply.body()));
    reply.headers().forEach((name, value) -> response.headers().set(name, value));
    response
        .headers()
        .set(
            HttpHeaderNames.DATE,
            DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    if (reply.status() != HttpReply.NO_CONTENT) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
    }
    if (keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    } else {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    context
        .writeAndFlush(response)
        .addListener(
            keepAlive ? (ChannelFutureListener) _ -> next(context) : ChannelFutureListener.CLOSE);
  }

  private void next(ChannelHandlerContext context) {
    FullHttpRequest request = ahead.poll();
    if (request == null) {
      busy = false;
      context.channel().config().setAutoRead(true);
      return;
    }
    try {
      take(context, request);
    } finally {
      request.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ahead.forEach(FullHttpRequest::release);
    ahead.clear();
  }

  private static HttpQuery query(ChannelHandlerContext context, FullHttpRequest request) {
    String uri = request.uri();
    int mark = uri.indexOf('?');
    byte[] body = new byte[request.content().readableBytes()];
    request.content().readBytes(body);
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    return new HttpQuery(
        request.method().name(),
        mark < 0 ? uri : uri.substring(0, mark),
        mark < 0 ? "" : uri.substring(mark + 1),
        authorization == null ? "" : authorization,
        body,
        (InetSocketAddress) context.channel().remoteAddress());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && !busy) {
      close(context);
    }
  }

  /// A broken connection or a request that is no HTTP concerns its sender alone.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Log.debug(LogCategory.HTTP, () -> "HTTP connection closed: " + cause);
    close(context);
  }

  private static void close(ChannelHandlerContext context) {
    ChannelFuture _ = context.close();
  }
}
