package dev.lifeboat.lab.bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// The process of one bucket gateway: `BucketMain CONFIG.json`, see [BucketConfig].
///
/// It waits a minute for its S3 server, which starts beside it. It prints `ready` on standard
/// output once both ports answer, and runs until it is killed; every state it needs to go on is on
/// disk by then.
public final class BucketMain {
  private BucketMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 1) {
      System.err.println("usage: BucketMain CONFIG.json");
      System.exit(2);
    }
    // Small answers must not wait for the client's delayed acknowledgement; a client that stalls in
    // the middle of its body is cut off; a refusal is read also by one who is still sending; and
    // connections are dropped before the other end drops them.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "60");
    System.setProperty("sun.net.httpserver.drainAmount", String.valueOf(S3Proxy.BODY_LIMIT_BYTES));
    System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    var config = BucketConfig.parse(Files.readString(Path.of(args[0])));
    GatewayStartGuard.awaitServer(config.s3());
    try (var _ = BucketNode.start(config, InstantSource.system())) {
      System.out.println("ready");
      if (config.placement().isPresent()) {
        new GatewayStartGuard(config, config.placement().get()).takeUp();
      }
      Thread.currentThread().join();
    }
  }
}
