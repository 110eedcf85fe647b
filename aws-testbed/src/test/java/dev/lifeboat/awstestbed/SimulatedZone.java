package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.route.Route;
import dev.lifeboat.aws.route.RouteSite;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// What Route 53 answers for a name with a failover record of each region, simulated: a calculated
/// health check over the three objects takes `east` out once two of them name `west`. Health checks
/// are made anew for each question, and the answer follows some questions later.
///
/// The checkers reach the buckets through the gate, as everybody does.
final class SimulatedZone implements AutoCloseable {
  private static final int QUESTION_BYTES = 512;
  private static final int MAJORITY = 2;
  private static final long TTL_SECONDS = 60;

  /// Route 53 asks this many times in a row before it believes; the default failure threshold.
  private static final int THRESHOLD = 3;

  private static final Duration CHECK = Duration.ofMillis(500);

  private record Check(S3Client s3, RouteSite site) {}

  private final List<Check> checks = new ArrayList<>();
  private final DatagramSocket socket;
  private String answer = "east";
  private int against;

  SimulatedZone(TestBed bed, Collection<RouteSite> sites) throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    sites.forEach(
        site -> checks.add(new Check(bed.once(S3Client.builder(), site.awsRegion()), site)));
    Thread.ofPlatform().daemon().name("simulated-zone").start(this::answerAll);
  }

  /// As a plan has it.
  String server() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void answerAll() {
    var packet = new DatagramPacket(new byte[QUESTION_BYTES], QUESTION_BYTES);
    while (!socket.isClosed()) {
      try {
        packet.setLength(QUESTION_BYTES);
        socket.receive(packet);
        var wire = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
        socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
      } catch (IOException _) {
        // Closed, or the asker is gone.
      }
    }
  }

  private byte[] answer(Message query) {
    var question = query.getQuestion();
    var reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.AA);
    reply.addRecord(question, Section.QUESTION);
    reply.addRecord(
        new TXTRecord(question.getName(), DClass.IN, TTL_SECONDS, evaluated()), Section.ANSWER);
    return reply.toWire();
  }

  /// The region in force, after one more round of checks.
  private String evaluated() {
    var now = checked() ? "west" : "east";
    against = now.equals(answer) ? 0 : against + 1;
    if (against == THRESHOLD) {
      answer = now;
      against = 0;
    }
    return answer;
  }

  private boolean checked() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = checks.stream().<Callable<Boolean>>map(it -> () -> matches(it)).toList();
      return threads.invokeAll(calls).stream().filter(SimulatedZone::isTrue).count() >= MAJORITY;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isTrue(Future<Boolean> check) {
    return check.state() == Future.State.SUCCESS && check.resultNow();
  }

  /// Checkers in several places ask, and one that is throttled decides nothing.
  private static boolean matches(Check check) {
    return Stream.of(check, check).anyMatch(SimulatedZone::matchesOnce);
  }

  private static boolean matchesOnce(Check check) {
    try {
      var site = check.site();
      return check
          .s3()
          .getObjectAsBytes(it ->
              it.bucket(site.bucket())
                  .key(site.key())
                  .overrideConfiguration(o -> o.apiCallTimeout(CHECK)))
          .asUtf8String()
          .contains(Route.searched("west"));
    } catch (SdkException _) {
      return false;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
