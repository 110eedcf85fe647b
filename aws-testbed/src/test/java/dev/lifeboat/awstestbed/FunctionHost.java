package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.function.LateRunException;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Simulated: runs the code of one function of the account in this process, on a thread for each
/// call as Lambda would in a container for each.
final class FunctionHost implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int THROWN = 500;

  private final HttpServer server;
  private final Code code;

  /// What the function does.
  interface Code {
    Map<String, Object> handle(Map<String, Object> payload)
        throws LateRunException, ProblemException, InterruptedException;
  }

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
                .runtime(Runtime.JAVA21)
                .handler("dev.lifeboat.aws.function.RunFunction")
                .role("arn:aws:iam::123456789012:role/lifeboat")
                .code(zip -> zip.zipFile(SdkBytes.fromUtf8String("simulated")))
                .environment(env -> env.variables(Map.of("SIMULATED_AT", address.toString()))));
  }

  private void serve(HttpExchange call) throws IOException {
    int status = 200;
    Map<String, Object> answer;
    try (var body = call.getRequestBody()) {
      answer = code.handle(JSON.readValue(body, new TypeReference<>() {}));
    } catch (LateRunException | ProblemException | InterruptedException | RuntimeException thrown) {
      status = THROWN;
      answer =
          Map.of(
              "errorType", thrown.getClass().getName(),
              "errorMessage", String.valueOf(thrown.getMessage()));
    }
    var bytes = JSON.writeValueAsBytes(answer);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
