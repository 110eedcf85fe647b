package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

/// Simulated: an environment of AWS Lambda as a process of its own. It has the JDK, this class and
/// the jar that Lambda is given, and gives a handler of it what is sent by HTTP. Other than
/// Lambda's it takes several calls at a time, so one object gets them all at once.
///
/// It ends when its standard input does, so with whoever started it.
final class SimulatedRuntime {
  private static final int THROWN = 500;

  private final Object handler;
  private final Method handle;
  private final Class<?> context;
  private final String arn;
  private final Duration limit;

  private SimulatedRuntime(Class<?> type, Class<?> context, String arn, Duration limit)
      throws ReflectiveOperationException {
    this.handler = type.getDeclaredConstructor().newInstance();
    this.handle = type.getMethod("handleRequest", InputStream.class, OutputStream.class, context);
    this.context = context;
    this.arn = arn;
    this.limit = limit;
  }

  /// @param words the handler's class, the function's ARN and its time-out in seconds
  public static void main(String[] words) throws Exception {
    var runtime =
        new SimulatedRuntime(
            Class.forName(words[0]),
            Class.forName("com.amazonaws.services.lambda.runtime.Context"),
            words[1],
            Duration.ofSeconds(Long.parseLong(words[2])));
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", runtime::serve);
    server.start();
    System.out.println("port " + server.getAddress().getPort());
    while (System.in.read() >= 0) {}
    System.exit(0);
  }

  private void serve(HttpExchange call) throws IOException {
    int status = 200;
    var answer = new ByteArrayOutputStream();
    try (var body = call.getRequestBody()) {
      handle.invoke(handler, body, answer, context(System.nanoTime()));
    } catch (InvocationTargetException thrown) {
      thrown.getCause().printStackTrace();
      status = THROWN;
      answer.reset();
      answer.writeBytes(told(thrown.getCause()));
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
    call.sendResponseHeaders(status, answer.size() == 0 ? -1 : answer.size());
    call.getResponseBody().write(answer.toByteArray());
    call.close();
  }

  private static byte[] told(Throwable thrown) {
    return "{\"errorType\":\"%s\",\"errorMessage\":\"%s\"}"
        .formatted(thrown.getClass().getName(), quoted(String.valueOf(thrown.getMessage())))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s", " ");
  }

  private Object context(long begunNanos) {
    return Proxy.newProxyInstance(
        context.getClassLoader(),
        new Class<?>[] {context},
        (_, method, _) ->
            switch (method.getName()) {
              case "getInvokedFunctionArn" -> arn;
              case "getRemainingTimeInMillis" ->
                  (int) limit.minusNanos(System.nanoTime() - begunNanos).toMillis();
              default ->
                  throw new UnsupportedOperationException("simulated without " + method.getName());
            });
  }
}
