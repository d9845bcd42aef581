/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.service;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;

/** Palatine's streaming API with a script of failures for each connection, by its number from 1. */
public final class ScriptedService implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;

    /** The failures of a connection. Frames are those of the speech, from its beginning. */
    public static final class Script {

        private ScriptedRecognizer.Style style = ScriptedRecognizer.Style.PLAIN;
        private long configAfter;
        private long cutAtFrame = NEVER;
        private long stallAtFrame = NEVER;
        private long stallFor;
        private boolean ignoresPings;
        private boolean ignoresClose;
        private JsonObject error;
        private long errorAtFrame = NEVER;

        public Script style(ScriptedRecognizer.Style how) {
            style = how;
            return this;
        }

        public Script configAfter(long millis) {
            configAfter = millis;
            return this;
        }

        /** Breaks the connection when this frame has come. */
        public Script cutAtFrame(long frame) {
            cutAtFrame = frame;
            return this;
        }

        /** Reads nothing for a while, then breaks the connection. */
        public Script stallAtFrame(long frame, long millis) {
            stallAtFrame = frame;
            stallFor = millis;
            return this;
        }

        public Script ignoringPings() {
            ignoresPings = true;
            return this;
        }

        public Script ignoringClose() {
            ignoresClose = true;
            return this;
        }

        public Script errorAtFrame(long frame, String code, String message) {
            errorAtFrame = frame;
            error = new JsonObject().put("type", "error").put("code", code).put("message", message);
            return this;
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final NumberedSpeech speech;
    private final IntFunction<Script> scripts;
    private final List<Long> connections = new CopyOnWriteArrayList<>();
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong frames = new AtomicLong();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int port;

    public ScriptedService(NumberedSpeech speech, IntFunction<Script> scripts) throws Exception {
        this.speech = speech;
        this.scripts = scripts;
        start();
    }

    public void start() throws Exception {
        server = vertx.createHttpServer(
                        new HttpServerOptions().setIdleTimeout(0).setAcceptBacklog(2_000))
                .webSocketHandler(socket -> {
                    connections.add(System.nanoTime());
                    Session session = new Session(socket, scripts.apply(connections.size()));
                    open.add(session);
                    session.begin();
                })
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    /** Breaks all connections, and accepts none until {@link #start()}. */
    public void stop() throws Exception {
        open.forEach(Session::cut);
        server.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port + "/api";
    }

    /** The times at which connections were made, by {@link System#nanoTime}. */
    public List<Long> connections() {
        return connections;
    }

    public int open() {
        return open.size();
    }

    /** Whether this number of connections is open and each has received a second of audio. */
    public boolean hears(int connections) {
        return open.size() == connections
                && open.stream().allMatch(session -> session.heard >= 1_000 / NumberedSpeech.FRAME_MILLIS);
    }

    /** The seconds of audio received on all connections. */
    public double seconds() {
        return frames.get() * NumberedSpeech.FRAME_MILLIS / 1e3;
    }

    /** The connections that missed frames. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private final class Session {

        private final ServerWebSocket socket;
        private final Script script;
        private final ScriptedRecognizer recognizer;
        private volatile int heard;
        private int frame = -1;
        private int samples;
        private volatile boolean over;

        Session(ServerWebSocket socket, Script script) {
            this.socket = socket;
            this.script = script;
            this.recognizer = new ScriptedRecognizer(speech, script.style);
        }

        void begin() {
            socket.exceptionHandler(ignored -> {});
            socket.closeHandler(ignored -> {
                over = true;
                open.remove(this);
            });
            if (script.ignoresPings || script.ignoresClose) {
                dropFrames();
            }
            socket.binaryMessageHandler(this::receive);
            if (script.configAfter > 0) {
                vertx.setTimer(script.configAfter, ignored -> configure());
            } else {
                configure();
            }
        }

        private void dropFrames() {
            channel().pipeline().addBefore("handler", "drop", new ChannelDuplexHandler() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
                    if (!(script.ignoresPings && message instanceof PingWebSocketFrame)
                            && !(script.ignoresClose && message instanceof CloseWebSocketFrame)) {
                        super.channelRead(context, message);
                    }
                }
            });
        }

        private Channel channel() {
            return ((ConnectionBase) ((io.vertx.core.http.impl.ServerWebSocketImpl) socket).connection()).channel();
        }

        private void configure() {
            tell(new JsonObject()
                    .put("type", "config")
                    .put("format", "linear16")
                    .put("language", "ru"));
        }

        private void tell(JsonObject message) {
            if (!over) {
                socket.writeTextMessage(message.encode());
            }
        }

        private void receive(Buffer message) {
            if (over) {
                return;
            }
            if (message.length() == 0) {
                recognizer.end().forEach(this::tell);
                tell(new JsonObject().put("type", "final").put("status", "completed"));
                over = true;
                socket.close();
                return;
            }
            for (int i = 0; !over && i < message.length(); i += 2) {
                int number = message.getUnsignedShort(i);
                samples = number == frame ? samples + 1 : 1;
                frame = number;
                if (samples == NumberedSpeech.FRAME_SIZE / 2) {
                    receive(number);
                }
            }
        }

        private void receive(int number) {
            frames.incrementAndGet();
            heard++;
            recognizer.accept(number).forEach(this::tell);
            if (recognizer.lost()) {
                problems.add("frames before frame " + number + " are missing");
            }
            if (number + 1 >= script.errorAtFrame) {
                tell(script.error);
                over = true;
                socket.close((short) 1011);
            } else if (number + 1 >= script.cutAtFrame) {
                cut();
            } else if (number + 1 >= script.stallAtFrame) {
                script.stallAtFrame = NEVER;
                channel().config().setAutoRead(false);
                over = true;
                vertx.setTimer(script.stallFor, ignored -> cut());
            }
        }

        private void tell(ScriptedRecognizer.Partial partial) {
            tell(new JsonObject()
                    .put("type", "partial")
                    .put("chunk_text", partial.chunk())
                    .put("full_text", partial.full()));
        }

        /** Without a close frame. */
        void cut() {
            over = true;
            Channel channel = channel();
            channel.eventLoop().execute(() -> {
                open.remove(this);
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                channel.unsafe().close(channel.newPromise());
            });
        }
    }
}
