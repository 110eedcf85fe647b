package dev.lifeboat.control;

import dev.lifeboat.drill.FigureBoard;
import dev.lifeboat.drill.MemoryRegions;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.MoveResidue;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.RegionAnswers;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Regions in memory that a test has say something else than they are, and who tell when they were
/// asked.
public final class ScriptedRegions extends MemoryRegions implements RegionAnswers {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> watched = new LinkedBlockingQueue<>();
  private final Semaphore asked = new Semaphore(0);
  private final Semaphore pursued = new Semaphore(0);
  private final Semaphore ended = new Semaphore(0);
  private final Map<String, Observation> held = new ConcurrentHashMap<>();
  private final Set<String> unasked = ConcurrentHashMap.newKeySet();
  private final Map<String, Readiness> preflights = new ConcurrentHashMap<>();
  private final Set<String> askedOnce = ConcurrentHashMap.newKeySet();
  private final List<String> forgotten = new ArrayList<>();
  private final List<String> endedCanaries = new ArrayList<>();
  private volatile Optional<ProblemException> silence = Optional.empty();
  private volatile Optional<ProblemException> hidden = Optional.empty();
  private volatile Optional<Problem> gone = Optional.empty();
  private volatile Optional<Instant> time = Optional.empty();
  private volatile List<Ability> given = List.of();
  private volatile List<Problem> open = List.of();

  /// Those of the storefront, which are like a lab.
  public ScriptedRegions(Path state, Placement first) throws IOException, ProblemException {
    this(state, first, StorefrontPlan.read().plan(), false);
  }

  /// @param servesUsers whether they are like an account
  public ScriptedRegions(Path state, Placement first, Plan plan, boolean servesUsers)
      throws IOException, ProblemException {
    super(new Kind(servesUsers), plan, first, state);
  }

  /// A process in whose time their clients write.
  HostProcess host() {
    var here = ProgressLines.host();
    var clock = time().withZone(ZoneOffset.UTC);
    return new HostProcess(clock, this::pass, here.random(), here.zone(), here.pid());
  }

  /// From now on whoever asks where the writer is hears `why`.
  public void fallSilent(ProblemException why) {
    silence = Optional.of(why);
  }

  /// From now on nothing is left of them.
  void end(Problem why) {
    gone = Optional.of(why);
  }

  /// From now on each region tells that time.
  public void tellTime(Instant time) {
    this.time = Optional.of(time);
  }

  /// From now on nobody can look at the writer, and hears `why`.
  void hideWriter(ProblemException why) {
    hidden = Optional.of(why);
  }

  /// From now on nobody in east answers.
  void loseWriter() {
    inject(new Fault.RegionLost("east"));
  }

  /// From now on it answers again.
  void findWriter() {
    heal(new Fault.RegionLost("east"));
  }

  /// From now on users get nothing in `region`, whose writer answers.
  void loseUsers(String region) {
    inject(new Fault.Crashed("web", region));
  }

  /// Moves left `residue` behind.
  void leave(MoveResidue residue) {
    given = List.of(residue);
  }

  /// What drills measure is shown on `board`.
  void show(FigureBoard board) {
    given = List.of(board);
  }

  /// The old writer takes writes, as `told`.
  void leaveOpen(Problem told) {
    open = List.of(told);
  }

  /// Goals whose type begins with `word` stay as `seen`.
  void hold(String word, Observation seen) {
    held.put(word, seen);
  }

  /// Goals whose type begins with `word` do not hold until one of them is asked for.
  void unsettle(String word) {
    unasked.add(word);
    hold(word, Observation.pending("not asked for"));
  }

  /// Whoever asks before hears `seen` of goals whose type begins with `word`.
  void preflight(String word, Readiness seen) {
    preflights.put(word, seen);
  }

  /// The first who asks hears `seen` of a goal whose type begins with `word`, and nobody later.
  void preflightOnce(String word, Readiness seen) {
    preflight(word, seen);
    askedOnce.add(word);
  }

  /// Waits for the next views that are made, and names the region they look at.
  String awaitViews() throws InterruptedException {
    var region = watched.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (region == null) {
      throw new AssertionError("no views were made within 20 s");
    }
    return region;
  }

  /// Waits until somebody asked so often from now on where the writer is.
  void awaitQuestions(int times) throws InterruptedException {
    int _ = asked.drainPermits();
    await(asked, times, "nobody asked where the writer is");
  }

  /// Waits until a held goal was asked for.
  void awaitHeld() throws InterruptedException {
    await(pursued, 1, "no held goal was asked for");
  }

  /// Waits for the end of one further run.
  void awaitRun() throws InterruptedException {
    await(ended, 1, "no run ended");
  }

  private static void await(Semaphore told, int times, String otherwise)
      throws InterruptedException {
    if (!told.tryAcquire(times, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(otherwise + " within 20 s");
    }
  }

  private static <T> Optional<T> of(Map<String, T> byWord, Goal goal) {
    return byWord.entrySet().stream()
        .filter(one -> begins(goal, one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean begins(Goal goal, String word) {
    return goal.type().toLowerCase(Locale.ROOT).startsWith(word);
  }

  @Override
  public Optional<Problem> gone() {
    return gone;
  }

  @Override
  public Readiness preflight(Goal goal) {
    var seen = of(preflights, goal).orElseGet(() -> super.preflight(goal));
    askedOnce.stream().filter(word -> begins(goal, word)).forEach(preflights::remove);
    return seen;
  }

  @Override
  public Observation observe(Goal goal) {
    return of(held, goal).orElseGet(() -> super.observe(goal));
  }

  @Override
  public void pursue(Goal goal, Attempt attempt) throws ProblemException {
    super.pursue(goal, attempt);
    if (of(held, goal).isPresent()) {
      pursued.release();
    }
    unasked.stream().filter(word -> begins(goal, word)).forEach(held::remove);
  }

  @Override
  public Views views(Workload workload, String region) throws ProblemException {
    watched.add(region);
    if (hidden.isPresent()) {
      throw hidden.get();
    }
    return super.views(workload, region);
  }

  @Override
  public List<Ability> abilities(Workload workload) {
    return given;
  }

  @Override
  public List<Problem> leftOpen(Workload workload, String writer) {
    return writer.equals("west") ? open : List.of();
  }

  @Override
  public synchronized void forget(String client) {
    forgotten.add(client);
    super.forget(client);
  }

  @Override
  public synchronized void endCanary(Path run) {
    var sealed = Files.exists(run.resolve("seal.json"));
    endedCanaries.add(run.getFileName() + (sealed ? " after its seal" : ""));
  }

  /// The runs whose canaries were ended, in order.
  synchronized List<String> endedCanaries() {
    return List.copyOf(endedCanaries);
  }

  /// The clients whose writes were removed.
  synchronized List<String> forgotten() {
    return List.copyOf(forgotten);
  }

  /// Asked once a run that came home is over.
  @Override
  public Ledger of(String region, String run, Epochs epochs) throws InterruptedException {
    ended.release();
    return super.of(region, run, epochs);
  }

  @Override
  public Duration mostSkew() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Answer answer(String region) throws ProblemException {
    requireAnswer();
    return new Answer(region, "ada of account memory", time);
  }

  private void requireAnswer() throws ProblemException {
    if (silence.isPresent()) {
      throw silence.get();
    }
  }

  @Override
  public Placements placements() {
    return new AskedPlacements(super.placements());
  }

  /// Counts who asks where the writer is.
  private final class AskedPlacements implements Placements {
    private final Placements kept;

    private AskedPlacements(Placements kept) {
      this.kept = kept;
    }

    @Override
    public Optional<Placement> read(String workload) throws ProblemException {
      asked.release();
      requireAnswer();
      return kept.read(workload);
    }

    @Override
    public void compareAndSet(Optional<Placement> expected, Placement next)
        throws ProblemException {
      kept.compareAndSet(expected, next);
    }

    @Override
    public Optional<ChainEnd> chainEnd(String workload) throws ProblemException {
      return kept.chainEnd(workload);
    }

    @Override
    public void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next)
        throws ProblemException {
      kept.compareAndSetEnd(expected, next);
    }
  }
}
