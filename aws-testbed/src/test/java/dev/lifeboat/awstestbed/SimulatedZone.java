package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.route.Route;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.plan.RegionPair;
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
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// What Route 53 answers for a name that is set up as docs/aws.md has it, simulated: a calculated
/// health check over the three objects takes `east` out once two of them name `west`, and another
/// one for each share lets its weighted record in once two of them open it. Health checks are made
/// anew for each question, but for one that follows at once, and are believed some questions later.
///
/// The checkers reach the buckets through the gate, as everybody does.
public final class SimulatedZone implements AutoCloseable {
  private static final int QUESTION_BYTES = 512;
  private static final int MAJORITY = 2;
  private static final long TTL_SECONDS = 60;

  /// Route 53 asks this many times in a row before it believes; the default failure threshold.
  private static final int THRESHOLD = 3;

  private static final Duration CHECK = Duration.ofMillis(500);

  /// Questions that follow each other so closely are asked at once, and answered by one round of
  /// checks.
  private static final Duration AT_ONCE = Duration.ofMillis(4);

  private static final Duration LONGEST = Duration.ofMillis(250);

  private static final int SEED = 7;

  /// Of the record that leads to `west`, and of those that lead to `east` by their shares: 5 of
  /// 100, 32 of 127, 95 of 190.
  private static final int REST = 95;

  private static final Map<Integer, Integer> WEIGHTS = Map.of(5, 5, 25, 27, 50, 63);

  private record Check(S3Client s3, RouteSite site) {}

  private final List<Check> checks = new ArrayList<>();
  private final DatagramSocket socket;
  private final Random chance = new Random(SEED);
  private final RegionPair regions;
  private final Believed leaves = new Believed();
  private final Map<Integer, Believed> shares = new TreeMap<>();
  private long answeredAt = System.nanoTime();
  private long checkedAt = System.nanoTime();
  private volatile boolean paused;
  private volatile boolean withShares = true;
  private volatile Map<String, InetAddress> entrances = Map.of();

  /// The state of one calculated health check.
  private static final class Believed {
    private boolean holds;
    private int against;

    void see(boolean now) {
      against = now == holds ? 0 : against + 1;
      if (against == THRESHOLD) {
        holds = now;
        against = 0;
      }
    }
  }

  SimulatedZone(TestBed bed, Collection<RouteSite> sites) throws IOException {
    this(bed, sites, new RegionPair("east", "west"));
  }

  /// @param regions by the names of a plan, home first
  SimulatedZone(TestBed bed, Collection<RouteSite> sites, RegionPair regions) throws IOException {
    this.regions = regions;
    this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    sites.forEach(
        site -> checks.add(new Check(bed.once(S3Client.builder(), site.awsRegion()), site)));
    WEIGHTS.keySet().forEach(share -> shares.put(share, new Believed()));
    Thread.ofPlatform().daemon().name("simulated-zone").start(this::answerAll);
  }

  /// As a plan has it.
  String server() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void answerAll() {
    var packet = new DatagramPacket(new byte[QUESTION_BYTES], QUESTION_BYTES);
    while (!socket.isClosed()) {
      try {
        packet.setLength(QUESTION_BYTES);
        socket.receive(packet);
        var wire = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
        socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
        answeredAt = System.nanoTime();
      } catch (IOException _) {
        // Closed, or the asker is gone.
      }
    }
  }

  /// As a zone is that was set up without them.
  public void forgetShares() {
    withShares = false;
  }

  /// Whoever asks for an address gets that of the region that he is led to.
  ///
  /// @param addresses where users enter, by the regions of the plan
  void lead(Map<String, InetAddress> addresses) {
    entrances = Map.copyOf(addresses);
  }

  /// Answers by what was found so far until [#resume], as between two rounds of checks.
  public void pause() {
    paused = true;
  }

  public void resume() {
    paused = false;
  }

  private byte[] answer(Message query) {
    var question = query.getQuestion();
    var reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.AA);
    reply.addRecord(question, Section.QUESTION);
    if (!withShares && question.getName().toString().startsWith(NameAnswers.SHARES_BESIDE)) {
      reply.getHeader().setRcode(Rcode.NXDOMAIN);
      return reply.toWire();
    }
    reply.addRecord(record(question), Section.ANSWER);
    return reply.toWire();
  }

  private Record record(Record question) {
    var name = question.getName();
    var region = evaluated();
    return question.getType() == Type.A
        ? new ARecord(name, DClass.IN, 1, Objects.requireNonNull(entrances.get(region)))
        : new TXTRecord(name, DClass.IN, TTL_SECONDS, region);
  }

  /// A region drawn by what is in force, after one more round of checks.
  private String evaluated() {
    long now = System.nanoTime();
    if (!paused && (now - answeredAt > AT_ONCE.toNanos() || now - checkedAt > LONGEST.toNanos())) {
      var texts = texts();
      leaves.see(two(texts, Route.searched(regions.recovery())));
      shares.forEach((share, believed) -> believed.see(two(texts, Route.searchedShare(share))));
      checkedAt = System.nanoTime();
    }
    int home =
        shares.entrySet().stream()
            .filter(it -> it.getValue().holds)
            .mapToInt(it -> WEIGHTS.getOrDefault(it.getKey(), 0))
            .sum();
    return leaves.holds && chance.nextInt(REST + home) < REST
        ? regions.recovery()
        : regions.primary();
  }

  private static boolean two(List<String> texts, String searched) {
    return texts.stream().filter(it -> it.contains(searched)).count() >= MAJORITY;
  }

  /// Of the objects that answer.
  private List<String> texts() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = checks.stream().<Callable<String>>map(it -> () -> text(it)).toList();
      return threads.invokeAll(calls).stream()
          .filter(it -> it.state() == Future.State.SUCCESS)
          .map(Future::resultNow)
          .toList();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /// Checkers in several places ask, and one that is throttled decides nothing.
  private static String text(Check check) {
    try {
      return textOnce(check);
    } catch (SdkException _) {
      return textOnce(check);
    }
  }

  private static String textOnce(Check check) {
    var site = check.site();
    return check
        .s3()
        .getObjectAsBytes(it ->
            it.bucket(site.bucket())
                .key(site.key())
                .overrideConfiguration(o -> o.apiCallTimeout(CHECK)))
        .asUtf8String();
  }

  @Override
  public void close() {
    socket.close();
  }
}
