package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Looks at the service as seed 001 has people type them, word for word: by `curl`, by name, over
/// TLS. Its own settings lead both names to this machine, where an entrance with a certificate of
/// these names stands before the shop.
@Timeout(60)
class SeedLooksTest {
  private static final String PASSWORD = "of-the-test";

  private static final int NOT_200 = 22; // By curl's page, of `-f`.

  private final MemoryOrders stores = new MemoryOrders();
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path folder;

  private Storefront storefront;
  private HttpsServer entrance;

  @BeforeEach
  void open() throws Exception {
    storefront =
        Storefront.start(
            new InetSocketAddress("127.0.0.1", 0),
            new Shop(() -> stores, Optional.of(() -> stores)));
    entrance = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    entrance.setHttpsConfigurator(new HttpsConfigurator(certified()));
    entrance.createContext("/", this::lead);
    entrance.start();
    var port = entrance.getAddress().getPort();
    Files.writeString(
        folder.resolve(".curlrc"),
        """
        cacert = "%1$s/certificate.pem"
        connect-to = "app.example.com:443:127.0.0.1:%2$d"
        connect-to = "secondary-alb-dns:443:127.0.0.1:%2$d"
        """
            .formatted(folder, port));
  }

  @AfterEach
  void close() {
    entrance.stop(0);
    client.close();
    storefront.close();
  }

  private SSLContext certified() throws Exception {
    var keys = folder.resolve("keys.p12");
    keytool(
        "-genkeypair -alias entrance -keyalg EC -dname CN=entrance -validity 2"
            + " -ext san=dns:app.example.com,dns:secondary-alb-dns -storetype PKCS12");
    keytool("-exportcert -rfc -alias entrance -file " + folder.resolve("certificate.pem"));
    var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void keytool(String words) throws Exception {
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var typed =
        typed(
            "'%s' %s -keystore '%s' -storepass %s"
                .formatted(tool, words, folder.resolve("keys.p12"), PASSWORD));
    assertThat(typed.exit()).as(typed.out()).isZero();
  }

  private void lead(HttpExchange exchange) throws IOException {
    try (exchange) {
      var uri =
          URI.create(
              "http://127.0.0.1:%d%s"
                  .formatted(storefront.address().getPort(), exchange.getRequestURI()));
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private record Typed(int exit, String out) {}

  private Process begin(String line, Path out) throws IOException {
    var builder = new ProcessBuilder("sh", "-c", "exec " + line).redirectErrorStream(true);
    builder.environment().put("CURL_HOME", folder.toString());
    builder.environment().put("TERM", "xterm");
    var process = builder.redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    return process;
  }

  private Typed typed(String line) throws Exception {
    var out = folder.resolve("out");
    var process = begin(line, out);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(line).isTrue();
    return new Typed(process.exitValue(), Files.readString(out));
  }

  /// "Verify secondary region health", before a move.
  @Test
  void a_standby_is_well_and_takes_no_write_yet() throws Exception {
    stores.writable = false;

    var well = typed("curl -f https://secondary-alb-dns/healthz");
    var writes = typed("curl -f https://app.example.com/dbcheck");

    assertThat(well.exit()).as(well.out()).isZero();
    assertThat(writes.exit()).as(writes.out()).isEqualTo(NOT_200);
    assertThat(writes.out()).contains("503");
  }

  /// "Test application", after it.
  @Test
  void the_application_is_well_and_takes_writes_by_the_users_name() throws Exception {
    var well = typed("curl -f https://app.example.com/healthz");
    var writes = typed("curl -f https://app.example.com/dbcheck");

    assertThat(well.exit()).as(well.out()).isZero();
    assertThat(writes.exit()).as(writes.out()).isZero();
    assertThat(writes.out()).contains("{\"writable\":true}");
  }

  /// "Monitor health": it shows the answer each half minute, until a person ends it.
  @Test
  void health_is_watched_until_a_person_ends_it() throws Exception {
    var well = typed("curl -s https://app.example.com/healthz").out().strip();
    var shown = folder.resolve("shown");
    var watching = begin("watch -n 30 'curl -s https://app.example.com/healthz'", shown);
    try {
      assertThat(well).isEqualTo("ok");
      while (!Files.readString(shown).contains(well)) {
        assertThat(watching.waitFor(200, TimeUnit.MILLISECONDS))
            .as("it has ended by itself: %s", Files.readString(shown))
            .isFalse();
      }
      assertThat(Files.readString(shown)).contains("Every 30.0s");
    } finally {
      watching.destroyForcibly();
    }
  }
}
