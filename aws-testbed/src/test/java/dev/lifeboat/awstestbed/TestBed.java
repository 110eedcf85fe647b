package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.AwsClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// One emulated account for all tests of a build, behind its gate. A test names what it makes by
/// itself, and finds every region whole when it begins.
final class TestBed implements AutoCloseable {
  static final String PRIMARY = "us-east-1";
  static final String RECOVERY = "us-west-2";

  static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  /// A busy machine answers late; what is prepared for a test waits for it.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).build();
  private final MotoServer account;
  private final RegionGate gate;
  private final AwsClients clients;

  private TestBed(MotoServer account, RegionGate gate) {
    this.account = account;
    this.gate = gate;
    this.clients = newClients();
  }

  private static TestBed start() {
    try {
      var account = MotoServer.start(Path.of(System.getProperty("lifeboat.testbed")));
      return new TestBed(account, new RegionGate(account.endpoint()));
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /// The account itself, past the gate: for what a test prepares and looks at.
  URI account() {
    return account.endpoint();
  }

  /// For clients of the account itself.
  SdkHttpClient http() {
    return http;
  }

  RegionGate gate() {
    return gate;
  }

  /// Clients that all tests share.
  AwsClients clients() {
    return clients;
  }

  /// Clients of a caller's own, with a rate of their own.
  AwsClients newClients() {
    return new AwsClients(Optional.of(gate.endpoint()), CREDENTIALS);
  }

  @Override
  public void close() {
    clients.close();
    http.close();
    gate.close();
    account.close();
  }

  /// Hands the account to tests, and mends every region after each.
  static final class InTests implements ParameterResolver, AfterEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == TestBed.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return bed(test);
    }

    @Override
    public void afterEach(ExtensionContext test) {
      bed(test).gate().mend();
    }

    private static TestBed bed(ExtensionContext test) {
      return test.getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .computeIfAbsent(TestBed.class, _ -> start(), TestBed.class);
    }
  }
}
