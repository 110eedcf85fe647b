package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The visitor's script in Node.js itself, which asks a page of this machine without TLS.
final class VisitorScriptTest {
  private static final String NODE =
      Path.of(System.getProperty("lifeboat.testbed"), ".venv", "bin", "node").toString();

  @ParameterizedTest
  @CsvSource({"200, 0", "302, 0", "404, 1", "503, 1"})
  void fails_where_a_page_is_not_there(int answer, int exit) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/dbcheck",
        it -> {
          it.sendResponseHeaders(answer, -1);
          it.close();
        });
    server.start();
    try {
      var address = server.getAddress();
      var url = "http://%s:%d".formatted(address.getHostString(), address.getPort());
      var emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
      var script =
          emitted
              .resources("AWS::Synthetics::Canary")
              .getFirst()
              .properties()
              .at("/Code/Script")
              .asString()
              .replace("require('https')", "require('http')")
              .replace("https://app.example.com", url);
      var node =
          new ProcessBuilder(NODE, "-e", script + "exports.handler();")
              .redirectErrorStream(true)
              .start();
      var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(node.waitFor()).as(said).isEqualTo(exit);
      if (exit > 0) {
        assertThat(said).contains(url + "/dbcheck: it answered " + answer);
      }
    } finally {
      server.stop(0);
    }
  }
}
