package dev.lifeboat.lab.bucket;

import dev.lifeboat.wire.Program;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Path;
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
    new Program("bucket-gateway").run(arguments, BucketMain::start);
  }

  @SuppressWarnings("resource") // Lives as long as the process.
  private static void start(Path file) throws IOException, InterruptedException {
    var config = ProgramJson.read(file, BucketConfig.class);
    GatewayStartGuard.awaitServer(config.s3());
    var _ = BucketNode.start(config, InstantSource.system());
    System.out.println("ready");
    var placement = config.placement();
    if (placement != null) {
      new GatewayStartGuard(config, placement).takeUp();
    }
  }
}
