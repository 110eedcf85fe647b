package dev.lifeboat.lab.bucket;

import dev.lifeboat.guard.WriterPlacement;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.JsonClient;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/// Decides whether a gateway that was just started may write again: only while the placement, asked
/// for anew, says that its region holds the writer. Until the arbiter answers it stays replica.
record GatewayStartGuard(BucketConfig config, URI placement) {
  /// The seconds that the S3 server or the arbiter may take to answer once.
  private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofMillis(250);
  // An S3 server takes 3 s on an idle machine; a busy one is given more before this process ends,
  // which its agent then starts again.
  private static final Wait START = new Wait(Duration.ofMinutes(2), PAUSE);

  /// Returns once the S3 server accepts connections.
  ///
  /// @throws IOException if it does not within two minutes
  static void awaitServer(URI s3) throws IOException, InterruptedException {
    try {
      boolean _ =
          START.answer(() -> {
            try (var socket = new Socket()) {
              socket.connect(
                  new InetSocketAddress(s3.getHost(), s3.getPort()),
                  Math.toIntExact(LONGEST_CALL.toMillis()));
              return true;
            }
          });
    } catch (IOException refused) {
      throw new IOException("the S3 server at " + s3 + " does not start", refused);
    }
  }

  /// Asks the arbiter until it answers, and takes the writer's role up again if the placement says
  /// so. A controller that has gone on meanwhile knows a higher epoch, and this changes nothing.
  void takeUp() throws InterruptedException {
    var arbiter = new JsonClient(placement, LONGEST_CALL);
    while (true) {
      try {
        var placed = arbiter.call("GET", placement.getPath(), null, WriterPlacement.class);
        if (placed.writer().equals(config.region())) {
          become(placed.epoch());
        }
        return;
      } catch (IOException silent) {
        System.err.println("waits as replica for the placement: " + silent.getMessage());
      }
      Thread.sleep(PAUSE);
    }
  }

  private void become(long epoch) throws IOException, InterruptedException {
    var self = new Caller(Caller.Kind.GATEWAY, config.region());
    var found = "the placement says writer under epoch " + epoch + ": ";
    try {
      new BucketClient(config.admin().http(), config.keys().signerTo(self))
          .setRole(BucketRole.WRITER, epoch);
      System.err.println(found + "it is");
    } catch (RefusedException refused) {
      System.err.println(found + refused.why());
    }
  }
}
