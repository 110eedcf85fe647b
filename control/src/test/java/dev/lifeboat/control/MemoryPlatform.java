package dev.lifeboat.control;

import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.MoveResidue;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.RegionAnswers;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.watch.WatchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Regions of a [MemoryWorld] whose writer answers until it is lost, with placements and notes as
/// files.
public final class MemoryPlatform implements Platform, RegionAnswers {
  private static final Duration QUICK = Duration.ofMillis(5);

  private final MemoryWorld world = new MemoryWorld();
  private final StorefrontKind kind;
  private final FilePlacements placements;
  private final Path notes;
  private final BlockingQueue<String> watched = new LinkedBlockingQueue<>();
  private final Semaphore asked = new Semaphore(0);
  private volatile CheckResult check = new CheckResult.Passed("sql");
  private volatile Optional<String> withoutUsers = Optional.empty();
  private volatile Optional<ProblemException> silence = Optional.empty();
  private volatile Optional<ProblemException> hidden = Optional.empty();
  private volatile Optional<Instant> time = Optional.empty();
  private final Semaphore ended = new Semaphore(0);
  private volatile Optional<MoveResidue> residue = Optional.empty();

  public MemoryPlatform(Path state, Placement first) throws IOException, ProblemException {
    this(state, first, new StorefrontKind());
  }

  public MemoryPlatform(Path state, Placement first, StorefrontKind kind)
      throws IOException, ProblemException {
    this.kind = kind;
    this.placements = new FilePlacements(Files.createDirectories(state.resolve("placements")));
    this.notes = Files.createDirectories(state.resolve("notes"));
    placements.compareAndSet(Optional.empty(), first);
  }

  /// From now on whoever asks where the writer is hears `why`.
  public void fallSilent(ProblemException why) {
    silence = Optional.of(why);
  }

  /// From now on each region tells that time.
  public void tellTime(Instant time) {
    this.time = Optional.of(time);
  }

  @Override
  public Duration mostSkew() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Answer answer(String region) throws ProblemException {
    if (silence.isPresent()) {
      throw silence.get();
    }
    return new Answer(region, "ada of account memory", time);
  }

  /// From now on nobody can look at the writer, and hears `why`.
  void hideWriter(ProblemException why) {
    hidden = Optional.of(why);
  }

  /// From now on the writer answers nobody.
  void loseWriter() {
    check = new CheckResult.Refused("sql", "connection refused");
  }

  /// From now on the writer answers again.
  void findWriter() {
    check = new CheckResult.Passed("sql");
  }

  /// From now on users get nothing in `region`, whose writer answers.
  void loseUsers(String region) {
    withoutUsers = Optional.of(region);
  }

  /// Moves left `residue` behind.
  void leave(MoveResidue residue) {
    this.residue = Optional.of(residue);
  }

  MemoryWorld regions() {
    return world;
  }

  /// Waits for the next views that are made, and names the region they look at.
  String awaitViews() throws InterruptedException {
    var region = watched.poll(20, TimeUnit.SECONDS);
    if (region == null) {
      throw new AssertionError("no views were made within 20 s");
    }
    return region;
  }

  /// Waits until somebody asked so often from now on where the writer is.
  void awaitQuestions(int times) throws InterruptedException {
    int _ = asked.drainPermits();
    if (!asked.tryAcquire(times, 20, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody asked within 20 s where the writer is");
    }
  }

  /// Waits for the end of one further run.
  void awaitRun() throws InterruptedException {
    if (!ended.tryAcquire(20, TimeUnit.SECONDS)) {
      throw new AssertionError("no run ended within 20 s");
    }
  }

  @Override
  public ProviderKind kind() {
    return kind;
  }

  @Override
  public Placements placements() {
    return new CountedPlacements();
  }

  /// Counts who asks where the writer is.
  private final class CountedPlacements implements Placements {
    @Override
    public Optional<Placement> read(String workload) throws ProblemException {
      asked.release();
      if (silence.isPresent()) {
        throw silence.get();
      }
      return placements.read(workload);
    }

    @Override
    public void compareAndSet(Optional<Placement> expected, Placement next)
        throws ProblemException {
      placements.compareAndSet(expected, next);
    }

    @Override
    public Optional<ChainEnd> chainEnd(String workload) throws ProblemException {
      return placements.chainEnd(workload);
    }

    @Override
    public void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next)
        throws ProblemException {
      placements.compareAndSetEnd(expected, next);
    }
  }

  @Override
  public Reconcilers reconcilers(Workload workload) {
    return world.reconcilers(workload);
  }

  @Override
  public Verifier verifier(Workload workload) {
    return _ -> Observation.met("answers");
  }

  @Override
  public Intents intents() {
    return (_, _, _) -> {};
  }

  @Override
  public Pauses pauses() {
    return new WatchFolder(notes);
  }

  @Override
  public Optional<Path> notes() {
    return Optional.of(notes);
  }

  @Override
  public Views views(Workload workload, String region) throws ProblemException {
    watched.add(region);
    if (hidden.isPresent()) {
      throw hidden.get();
    }
    return (at, _) -> {
      var seen = check;
      Round.View outside =
          seen instanceof CheckResult.Passed
              ? new Round.View.Up("answers")
              : new Round.View.Down("is silent");
      var users = withoutUsers.equals(Optional.of(region)) ? new Round.View.Down("503") : outside;
      return new Round(at, List.of(seen), Optional.empty(), outside, users);
    };
  }

  @Override
  public Replicas replicas(Workload workload, String region) {
    return List::of;
  }

  @Override
  public Pace pace() {
    return new Pace(QUICK, QUICK, QUICK, QUICK, Duration.ofSeconds(10), QUICK);
  }

  /// Asked once a run that came home is over.
  @Override
  public List<Ability> abilities(Workload workload) {
    Ledgers nothing =
        (region, run, _) -> {
          ended.release();
          return new Ledger(run, region, new CanaryMarks(run, null, null), List.of(), List.of());
        };
    return Stream.concat(Stream.of(nothing), residue.stream()).toList();
  }

  @Override
  public String atRisk(Workload workload, Runbook runbook) {
    return "a few";
  }
}
