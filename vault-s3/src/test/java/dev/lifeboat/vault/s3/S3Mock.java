package dev.lifeboat.vault.s3;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.bucket.S3Preparation;
import dev.lifeboat.lab.bucket.S3Program;
import dev.lifeboat.lab.bucket.S3Server;
import dev.lifeboat.wire.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The real S3 server that the lab runs, in a process of its own; a bucket for each test.
final class S3Mock {
  private final AtomicInteger buckets = new AtomicInteger();
  private final Process process;
  private final URI address;

  S3Mock(Path folder) throws Exception {
    var listen = new HostPort("127.0.0.1", freePort());
    var server = new S3Server(folder.resolve("s3"), listen, freePort());
    server.prepare();
    var prepared = Path.of(System.getProperty("lifeboat.s3", folder.toString()));
    S3Preparation.into(prepared);
    var program = S3Program.of(System.getProperty("java.class.path"), Optional.of(prepared));
    var builder =
        new ProcessBuilder(
            server.command(Path.of(System.getProperty("java.home"), "bin", "java"), program));
    builder.environment().putAll(server.environment());
    process =
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("s3.log").toFile()).start();
    address = listen.http();
    Await.until(
        "the S3 server listens",
        () -> {
          try (var socket = new Socket()) {
            socket.connect(listen.socketAddress());
            return socket.isConnected();
          }
        });
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Within a bucket that is made.
  S3Place newPlace() {
    var place =
        S3Place.of(
            "s3://vaults-%d/of/tests".formatted(buckets.incrementAndGet()),
            Optional.of(address),
            Optional.of("eu-central-1"));
    try (var s3 = client(place, UrlConnectionHttpClient.create())) {
      s3.createBucket(it -> it.bucket(place.bucket()));
    }
    return place;
  }

  static S3Client client(S3Place place, SdkHttpClient http) {
    return place
        .builder(http, Duration.ofSeconds(30), Duration.ofMillis(1))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("tests", "tests")))
        .build();
  }

  void end() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }
}
