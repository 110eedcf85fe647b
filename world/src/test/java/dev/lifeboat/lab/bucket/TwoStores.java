package dev.lifeboat.lab.bucket;

import dev.lifeboat.lab.admin.FreePorts;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Two real S3 servers, started once per test class. Each test uses a bucket of its own.
final class TwoStores {
  private final List<Process> processes;
  final URI east;
  final URI west;

  TwoStores(Path folder) throws Exception {
    var eastListen = freeAddress();
    var westListen = freeAddress();
    processes =
        List.of(
            start(folder.resolve("east"), eastListen), start(folder.resolve("west"), westListen));
    east = eastListen.http();
    west = westListen.http();
    for (var server : List.of(east, west)) {
      Await.until("the S3 server answers", () -> answers(server));
    }
  }

  /// No outgoing connection can take it before its use, such as those that ask whether a server
  /// answers there already.
  static HostPort freeAddress() throws IOException {
    return FreePorts.some(1).getFirst();
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  public void close() throws InterruptedException {
    for (var process : processes) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static Process start(Path root, HostPort listen)
      throws IOException, InterruptedException {
    var server = new S3Server(root, listen, freeAddress().port());
    server.prepare();
    var prepared = Path.of(System.getProperty("lifeboat.s3"));
    S3Preparation.into(prepared);
    var program = S3Program.of(System.getProperty("java.class.path"), Optional.of(prepared));
    var builder = new ProcessBuilder(server.command(java(), program)).redirectErrorStream(true);
    builder.environment().putAll(server.environment());
    return builder
        .redirectOutput(root.resolveSibling(root.getFileName() + ".log").toFile())
        .start();
  }

  private static boolean answers(URI server) throws InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(server).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
