package dev.lifeboat.lab.bucket;

import dev.lifeboat.lab.admin.Program;
import java.io.IOException;
import java.time.InstantSource;

/// The program: `BucketMain CONFIG`, with a [BucketConfig] as JSON.
///
/// It waits two minutes for its S3 server, which starts beside it. It prints `ready` on standard
/// output once both ports answer.
public final class BucketMain {
  private BucketMain() {}

  public static void main(String[] arguments) {
    // A client that stalls in the middle of its body is cut off; a refusal is read also by one who
    // is still sending; and connections are dropped before the other end drops them.
    System.setProperty("sun.net.httpserver.maxReqTime", "60");
    System.setProperty("sun.net.httpserver.drainAmount", String.valueOf(S3Proxy.BODY_LIMIT_BYTES));
    System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    Program.run("bucket-gateway", arguments, BucketConfig.class, BucketMain::start);
  }

  @SuppressWarnings("resource") // Lives as long as the process.
  private static void start(BucketConfig config, Program program)
      throws IOException, InterruptedException {
    GatewayStartGuard.awaitServer(config.s3());
    var _ = BucketNode.start(config, InstantSource.system());
    System.out.println("ready");
    var placement = config.placement();
    if (placement != null) {
      new GatewayStartGuard(config, placement).takeUp();
    }
  }
}
