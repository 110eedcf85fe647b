package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault and its copy are in different regions, if not with different providers.
class VaultCopyPlaceTest {
  private static final String ID = "aws.accessKeyId";
  private static final String KEY = "aws.secretAccessKey";

  @TempDir private Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    System.setProperty(ID, "tests");
    System.setProperty(KEY, "tests");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var signed = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
          asked.add(exchange.getRequestURI() + " " + signed.orElse(""));
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    System.clearProperty(ID);
    System.clearProperty(KEY);
  }

  @Test
  void the_other_has_a_region_and_an_endpoint_of_its_own() throws Exception {
    var state = Files.createDirectories(folder.resolve("state"));
    GivenVault.full(state);
    var key = GivenVault.path(state, "key");

    var told =
        Invocation.of(
            "vault",
            "copy",
            GivenVault.path(state, "vault"),
            "s3://backups/shop",
            "--key-file",
            key,
            "--to-key-file",
            key,
            "--region",
            "eu-west-8",
            "--to-region",
            "eu-west-9",
            "--endpoint",
            "http://127.0.0.1:1",
            "--to-endpoint",
            "http://127.0.0.1:" + server.getAddress().getPort());

    assertThat(told.exitCode()).as(told.toString()).isOne();
    assertThat(asked).isNotEmpty().allMatch(it -> it.startsWith("/backups?"));
    assertThat(asked).allMatch(it -> it.contains("/eu-west-9/s3/aws4_request"));
  }
}
