package dev.lifeboat.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

class MeasurementPropertyTest {

  /// One write of a random history; its number is its place, from 1.
  ///
  /// @param answer null when none is in the log
  record Step(int pauseMillis, Answer answer, int tookMillis, boolean row, boolean object) {}

  @Property(tries = 300)
  @Tag("invariant-16")
  void lost_is_always_the_set_difference(
      @ForAll("histories") List<Step> history, @ForAll("faults") int faultMillis)
      throws CanaryLogException {
    var measured = measure(lines(history), history, faultMillis);
    var acknowledged = new TreeSet<Long>();
    var held = new TreeSet<Long>();
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).answer() == Answer.ACKNOWLEDGED) {
        acknowledged.add(i + 1L);
      }
      if (history.get(i).row() && history.get(i).object()) {
        held.add(i + 1L);
      }
    }
    var writes = measured.writes();
    var survival = (Survival.Counted) writes.survival();
    var lost = new TreeSet<>(acknowledged);
    lost.removeAll(held);
    assertThat(survival.lost())
        .extracting(Survival.LostWrite::number)
        .containsExactlyElementsOf(lost);
    assertThat(survival.surviving() + survival.lost().size()).isEqualTo(writes.acknowledged());
    assertThat(writes.acknowledged()).isEqualTo(acknowledged.size());
    assertThat(writes.acknowledged() + writes.refused() + writes.unknown())
        .isEqualTo(history.size());
  }

  @Property(tries = 300)
  void no_figure_is_negative_and_something_lost_is_never_an_rpo_of_zero(
      @ForAll("histories") List<Step> history, @ForAll("faults") int faultMillis)
      throws CanaryLogException {
    var measured = measure(lines(history), history, faultMillis);
    boolean stopped =
        CanaryHistory.parse(Log.bytes(lines(history))).stoppedBefore(Log.at(faultMillis));
    if (measured.rto() instanceof Figure.Measured(var span)) {
      assertThat(span).isGreaterThanOrEqualTo(Duration.ZERO);
    }
    var lost = ((Survival.Counted) measured.writes().survival()).lost();
    if (measured.rpo() instanceof Figure.Measured(var span)) {
      assertThat(span.isZero()).isEqualTo(lost.isEmpty());
      assertThat(stopped).isFalse();
    } else {
      assertThat(stopped || !lost.isEmpty()).isTrue();
    }
  }

  @Property(tries = 200)
  void the_order_of_lines_of_different_writes_does_not_matter(
      @ForAll("histories") List<Step> history, @ForAll("faults") int faultMillis, @ForAll long seed)
      throws CanaryLogException {
    var lines = lines(history);
    var shuffled = shuffledKeepingEachWritesOrder(lines, new Random(seed));
    assertThat(measure(shuffled, history, faultMillis))
        .isEqualTo(measure(lines, history, faultMillis));
  }

  @Property(tries = 200)
  void a_log_cut_anywhere_is_read_and_never_gains_an_acknowledgement(
      @ForAll("histories") List<Step> history, @ForAll long seed) throws CanaryLogException {
    var lines = lines(history);
    var bytes = Log.bytes(lines);
    int shortest = lines.getFirst().length() + 1;
    int length = shortest + new Random(seed).nextInt(bytes.length - shortest + 1);
    var cut = CanaryHistory.parse(Arrays.copyOf(bytes, length));
    var whole = CanaryHistory.parse(bytes);
    assertThat(cut.writes().stream().filter(CanaryAttempt::acknowledged))
        .isSubsetOf(whole.writes().stream().filter(CanaryAttempt::acknowledged).toList());
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    var answers =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.just(Answer.ACKNOWLEDGED)),
            Tuple.of(2, Arbitraries.of(Answer.REFUSED, Answer.UNKNOWN)),
            Tuple.of(1, Arbitraries.just((Answer) null)));
    return Combinators.combine(
            Arbitraries.integers().between(0, 60),
            answers,
            Arbitraries.integers().between(0, 300),
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(true, true, true, false))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<Integer> faults() {
    return Arbitraries.integers().between(0, 1_500);
  }

  private static List<String> lines(List<Step> history) {
    var log = new Log(3);
    long now = 0;
    for (int i = 0; i < history.size(); i++) {
      var step = history.get(i);
      now += step.pauseMillis();
      if (step.answer() == null) {
        log.pending(i + 1, now);
      } else {
        log.write(i + 1, now, step.answer(), now + step.tookMillis());
      }
    }
    return log.lines();
  }

  private static Measurement measure(List<String> lines, List<Step> history, int faultMillis)
      throws CanaryLogException {
    var rows = new TreeSet<Long>();
    var objects = new TreeSet<Long>();
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).row()) {
        rows.add(i + 1L);
      }
      if (history.get(i).object()) {
        objects.add(i + 1L);
      }
    }
    return Measurement.of(
        CanaryHistory.parse(Log.bytes(lines)),
        FaultTime.at(Log.at(faultMillis)),
        new StoredNumbers.Numbers(rows),
        new StoredNumbers.Numbers(objects));
  }

  /// Takes the next line of a random write, again and again; the header stays first.
  private static List<String> shuffledKeepingEachWritesOrder(List<String> lines, Random random) {
    var queues = new ArrayList<List<String>>();
    for (var line : lines.subList(1, lines.size())) {
      if (line.contains("\"sent\"")) {
        queues.add(new ArrayList<>());
      }
      queues.getLast().add(line);
    }
    var shuffled = new ArrayList<>(List.of(lines.getFirst()));
    while (!queues.isEmpty()) {
      var queue = queues.get(random.nextInt(queues.size()));
      shuffled.add(queue.removeFirst());
      if (queue.isEmpty()) {
        queues.remove(queue);
      }
    }
    return shuffled;
  }
}
