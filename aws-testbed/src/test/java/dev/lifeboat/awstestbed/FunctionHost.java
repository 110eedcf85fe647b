package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.json.JsonMapper;

/// Simulated: runs the code of one function of the account in this process, on a thread for each
/// call as Lambda would in a container for each.
final class FunctionHost implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int THROWN = 500;

  /// As Lambda calls it.
  interface Code {
    void handle(InputStream in, OutputStream out) throws IOException;
  }

  private final HttpServer server;
  private final Code code;

  /// Creates the function `name` in `region` of the account, and runs it here.
  FunctionHost(TestBed bed, String region, String name, Code code) throws IOException {
    this.code = code;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
    var address =
        URI.create(
            "http://%s:%d/"
                .formatted(
                    server.getAddress().getAddress().getHostAddress(),
                    server.getAddress().getPort()));
    bed.patient(LambdaClient.builder(), region)
        .createFunction(it ->
            it.functionName(name)
                .runtime(Runtime.JAVA25)
                .handler("dev.lifeboat.aws.function.RunHandler")
                .role("arn:aws:iam::123456789012:role/lifeboat")
                .code(zip -> zip.zipFile(SdkBytes.fromUtf8String("simulated")))
                .environment(env -> env.variables(Map.of("SIMULATED_AT", address.toString()))));
  }

  private void serve(HttpExchange call) throws IOException {
    int status = 200;
    var answer = new ByteArrayOutputStream();
    try (var body = call.getRequestBody()) {
      code.handle(body, answer);
    } catch (RuntimeException thrown) {
      status = THROWN;
      answer.writeBytes(
          JSON.writeValueAsBytes(
              Map.of(
                  "errorType", thrown.getClass().getName(),
                  "errorMessage", String.valueOf(thrown.getMessage()))));
    }
    var bytes = answer.toByteArray();
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
