package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Simulated: one function of the account, whose handler runs from the jar that Lambda is given, in
/// a process of its own, with the variables that Lambda and a user would set.
public final class FunctionHost implements AutoCloseable {
  private static final List<String> PACKED =
      List.of("plan", "engine", "proof", "wire", "guard", "canary", "aws", "aws-serverless");

  private static final Path JAR = Path.of(System.getProperty("lifeboat.functions"));
  private static final String PORT = "port ";

  private final RegionGate gate;
  private final Process process;
  private final LambdaClient lambda;
  private final String name;

  /// What a function is made of.
  ///
  /// @param handler its class
  /// @param plan the file that its variable names
  /// @param seconds its time-out
  public record Code(String handler, Path plan, int seconds) {
    /// With the time-out that the docs tell a user to set.
    public Code(String handler, Path plan) {
      this(handler, plan, 60);
    }
  }

  /// Creates the function `name` in `region` of the account, and runs it.
  public FunctionHost(TestBed bed, String region, String name, Code code) throws IOException {
    this(bed, region, name, code, fresh().start());
  }

  /// Makes the AOT cache of its program anew, by one call of a function, if there is a jar.
  static void learn(TestBed bed, Code code) throws IOException {
    if (Files.exists(JAR)) {
      var program = FunctionProgram.ofThisModule();
      program.pack();
      try (var host = new FunctionHost(bed, TestBed.RECOVERY, "learns", code, program.learn())) {
        var _ = host.invoke("{}");
        host.process.getOutputStream().close();
        host.process.onExit().join();
      }
    }
  }

  private FunctionHost(TestBed bed, String region, String name, Code code, List<String> program)
      throws IOException {
    var arn = "arn:aws:lambda:%s:%s:function:%s".formatted(region, bed.account(), name);
    this.gate = bed.newGate();
    this.process = start(program, region, code, arn);
    this.lambda = bed.patient(LambdaClient.builder(), region);
    this.name = name;
    var address = address();
    lambda.createFunction(it ->
        it.functionName(name)
            .runtime(Runtime.JAVA25)
            .handler(code.handler())
            .role("arn:aws:iam::%s:role/lifeboat".formatted(bed.account()))
            .timeout(code.seconds())
            .code(zip -> zip.zipFile(SdkBytes.fromUtf8String("simulated")))
            .environment(env -> env.variables(Map.of("SIMULATED_AT", address))));
  }

  /// A jar of older sources would be tried in their place.
  private static FunctionProgram fresh() throws IOException {
    assertThat(JAR).as("pack it by ./mvnw verify -DskipTests").exists();
    var packed = Files.getLastModifiedTime(JAR);
    var testBed = Path.of(System.getProperty("lifeboat.testbed"));
    for (var module : PACKED) {
      try (var sources = Files.walk(testBed.resolveSibling(module).resolve("src/main"))) {
        assertThat(sources.filter(Files::isRegularFile))
            .as("newer than %s; pack it by ./mvnw verify -DskipTests", JAR)
            .noneMatch(it -> it.toFile().lastModified() > packed.toMillis());
      }
    }
    return FunctionProgram.ofThisModule();
  }

  private Process start(List<String> program, String region, Code code, String arn)
      throws IOException {
    var line = new ArrayList<>(program);
    line.addAll(List.of(code.handler(), arn, Integer.toString(code.seconds())));
    var builder =
        new ProcessBuilder(line)
            .redirectError(
                Files.createTempFile(code.plan().getParent(), "function", ".log").toFile());
    var environment = builder.environment();
    environment.put("AWS_ENDPOINT_URL", gate.endpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_REGION", region);
    environment.put("LIFEBOAT_PLAN", code.plan().toString());
    return builder.start();
  }

  private String address() throws IOException {
    var first =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    assertThat(first).as("the function's process tells its port").startsWith(PORT);
    return "http://127.0.0.1:%s/".formatted(first.substring(PORT.length()));
  }

  /// What it calls AWS through.
  public RegionGate gate() {
    return gate;
  }

  /// Calls it as the AWS command line does.
  public InvokeResponse invoke(String payload) {
    return lambda.invoke(it -> it.functionName(name).payload(SdkBytes.fromUtf8String(payload)));
  }

  /// What it answered; fails where it threw.
  public JsonNode answer(String payload) {
    var answered = invoke(payload);
    assertThat(answered.functionError()).as("%s", answered.payload().asUtf8String()).isNull();
    return JsonMapper.shared().readTree(answered.payload().asUtf8String());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    gate.close();
  }
}
