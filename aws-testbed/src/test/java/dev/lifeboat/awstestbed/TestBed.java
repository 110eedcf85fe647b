package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.AwsClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/// One emulated account for the tests of a class, behind its gate. A test names what it makes by
/// itself, and finds every region whole when it begins.
public final class TestBed implements AutoCloseable {
  public static final String PRIMARY = "us-east-1";
  public static final String RECOVERY = "us-west-2";

  static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  /// A busy machine answers late; what is prepared for a test waits for it.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().socketTimeout(PATIENCE).build();
  private final URI accounts;
  private final String account;
  private final RegionGate gate;
  private final AwsClients clients;
  private Optional<LookProcess> looks = Optional.empty();

  TestBed(MotoServer moto) throws IOException {
    this.accounts = moto.endpoint();
    this.account = moto.newAccount();
    this.gate = new RegionGate(accounts, account);
    this.clients = newClients();
  }

  /// A client of the account itself, which sends each call once, however long it takes.
  public <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      C patient(B builder, String region) {
    return once(
        accounts,
        builder,
        region,
        ClientOverrideConfiguration.builder().putHeader(MotoServer.ACCOUNT, account));
  }

  /// A client behind the gate that sends each call once, and as many as it is asked to.
  public <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      C once(B builder, String region) {
    return once(gate.endpoint(), builder, region, ClientOverrideConfiguration.builder());
  }

  private <C extends SdkClient, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      C once(URI endpoint, B builder, String region, ClientOverrideConfiguration.Builder override) {
    return builder
        .httpClient(http)
        .endpointOverride(endpoint)
        .credentialsProvider(CREDENTIALS)
        .region(Region.of(region))
        .overrideConfiguration(override.retryStrategy(DefaultRetryStrategy.doNotRetry()).build())
        .build();
  }

  /// Puts what a program needs to come to the gate into its environment, in place of where whoever
  /// runs the tests works otherwise.
  void letIn(Map<String, String> environment) {
    environment.keySet().removeAll(List.of("AWS_REGION", "AWS_DEFAULT_REGION"));
    environment.put("AWS_ENDPOINT_URL", gate.endpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
  }

  /// Its twelve digits.
  public String account() {
    return account;
  }

  public RegionGate gate() {
    return gate;
  }

  /// What the account holds has something behind it from now on, which `host` tells of.
  void putBodies(URI host) throws IOException {
    var request =
        HttpRequest.newBuilder(accounts.resolve("/simulated/servers"))
            .header(MotoServer.ACCOUNT, account)
            .PUT(HttpRequest.BodyPublishers.ofString(host.toString()))
            .build();
    try (var once = HttpClient.newHttpClient()) {
      once.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  /// A gate of one caller's own; whoever asks for it closes it.
  public RegionGate newGate() throws IOException {
    return new RegionGate(accounts, account);
  }

  /// Clients that all tests share.
  public AwsClients clients() {
    return clients;
  }

  /// Clients of a caller's own, with a rate of their own.
  public AwsClients newClients() {
    return new AwsClients(Optional.of(gate.endpoint()), CREDENTIALS);
  }

  /// Those of a guard, which is a process of its own elsewhere.
  AwsClients newGuardsClients() {
    var credentials = AwsBasicCredentials.create(RegionGate.GUARD, "test");
    return new AwsClients(
        Optional.of(gate.endpoint()), StaticCredentialsProvider.create(credentials));
  }

  /// Answers commands that only look.
  synchronized LookProcess looks() throws IOException {
    var running = looks.isPresent() ? looks.get() : LookProcess.start(this);
    looks = Optional.of(running);
    return running;
  }

  @Override
  public synchronized void close() {
    looks.ifPresent(LookProcess::close);
    clients.close();
    http.close();
    gate.close();
  }

  /// Opens further accounts.
  public interface Accounts {
    /// One that nobody else has; whoever opens it closes it.
    TestBed open() throws IOException;
  }

  /// Gives each test class an account of its own, and mends every region after each test.
  public static final class InTests
      implements BeforeAllCallback, ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace BEDS =
        ExtensionContext.Namespace.create(TestBed.class);

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
      var moto =
          tests
              .getRoot()
              .getStore(BEDS)
              .computeIfAbsent(MotoServers.class, _ -> start(), MotoServers.class);
      tests
          .getRoot()
          .getStore(BEDS)
          .computeIfAbsent(ProgramCaches.class, _ -> caches(moto), ProgramCaches.class);
      tests.getStore(BEDS).put(TestBed.class, new TestBed(moto.next()));
    }

    private static ProgramCaches caches(MotoServers moto) {
      try (var bed = new TestBed(moto.next())) {
        return ProgramCaches.prepare(bed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }

    private static MotoServers start() {
      try {
        return MotoServers.start(Path.of(System.getProperty("lifeboat.testbed")));
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      var type = parameter.getParameter().getType();
      return type == TestBed.class || type == Accounts.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      if (parameter.getParameter().getType() == Accounts.class) {
        var moto =
            Objects.requireNonNull(
                test.getRoot().getStore(BEDS).get(MotoServers.class, MotoServers.class));
        Accounts accounts = () -> new TestBed(moto.next());
        return accounts;
      }
      return bed(test);
    }

    @Override
    public void afterEach(ExtensionContext test) {
      bed(test).gate().mend();
    }

    private static TestBed bed(ExtensionContext test) {
      return Objects.requireNonNull(test.getStore(BEDS).get(TestBed.class, TestBed.class));
    }
  }
}
