package dev.lifeboat.plan;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a plan file: YAML 1.2 in UTF-8, bound by hand, every mistake told at once. Safe to call
/// from any thread.
///
/// What a plan says to a provider is bound by the provider's own [ProviderKeys].
public final class PlanReader {
  /// What is larger in all is refused: a portfolio of 100 000 workloads takes a third of it.
  public static final int MOST_BYTES = 64 << 20;

  /// Takes a plan that was taken before by whoever knows its provider: one that a run keeps.
  public static final PlanReader OF_ANY_PROVIDER = new PlanReader(List.of());

  private final KeyExtensions language;
  private final Optional<Map<String, String>> environment;

  /// Takes plans for these providers that refer to no environment, such as those that runs keep;
  /// the words of their mistakes have the same order.
  public PlanReader(List<ProviderKeys> providers) {
    this(new KeyExtensions(providers), Optional.empty());
  }

  /// Takes plans that people write.
  ///
  /// @param environment what values of a plan may refer to
  public PlanReader(List<ProviderKeys> providers, Map<String, String> environment) {
    this(new KeyExtensions(providers), Optional.of(Map.copyOf(environment)));
  }

  private PlanReader(KeyExtensions language, Optional<Map<String, String>> environment) {
    this.language = language;
    this.environment = environment;
  }

  /// Takes the same plans as they were resolved and kept: no environment changes what they say.
  public PlanReader ofKept() {
    return new PlanReader(language, Optional.empty());
  }

  PlanReferences references() {
    return PlanReferences.in(environment);
  }

  /// The words of the providers that it knows.
  public List<String> providers() {
    return language.providers().stream().map(ProviderKeys::word).toList();
  }

  /// Reads a file and those that it names; mistakes bear the path as given here.
  ///
  /// @throws ProblemException LB1002 if the file cannot be read
  public PlanResult read(Path file) throws ProblemException {
    return whole(file).result();
  }

  /// The same, with the one text that says it all.
  ///
  /// @throws ProblemException LB1002 if the file cannot be read
  public WholePlan whole(Path file) throws ProblemException {
    return new PlanFiles(this).whole(file);
  }

  /// Whether a file names others that are of its plan.
  public static boolean namesFiles(byte[] bytes) {
    return tree(bytes, new Mistakes("plan.yaml")).filter(IncludedFiles::areNamed).isPresent();
  }

  /// The bytes of a file, for [#read].
  ///
  /// @throws ProblemException LB1002 if the file cannot be read, LB1001 if it is larger than a plan
  ///   may be, which is seen before it is read
  public static byte[] bytes(Path file) throws ProblemException {
    if (isTooLarge(file)) {
      var mistakes = new Mistakes(file.toString());
      PlanText.tellTooLarge(mistakes);
      var invalid = mistakes.invalid();
      throw new InvalidPlanException(invalid.problem(), invalid.mistakes());
    }
    if (Files.isDirectory(file)) {
      throw unreadable(file, "it is a folder").asException();
    }
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException missing) {
      throw new ProblemException(unreadable(file, "there is no such file"), missing);
    } catch (IOException failure) {
      throw new ProblemException(unreadable(file, FileFailure.reason(failure)), failure);
    }
  }

  /// Whether it shows without reading that it is no plan. What cannot be read is told later.
  static boolean isTooLarge(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) > MOST_BYTES;
    } catch (IOException _) {
      return false;
    }
  }

  /// Reads a plan from a text.
  ///
  /// @param source the name that mistakes bear
  public PlanResult read(String source, String text) {
    return read(source, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a plan from the bytes of a file.
  ///
  /// @param source the name that mistakes bear
  public PlanResult read(String source, byte[] bytes) {
    return whole(source, bytes).result();
  }

  /// The same, with the one text that says it all.
  public WholePlan whole(String source, byte[] bytes) {
    return new PlanFiles(this).ofText(source, bytes);
  }

  /// The bytes of a plan with other strategies, and all else as it is.
  ///
  /// @param strategies by workload
  /// @return empty where the text is of a form that only a person can change
  public Optional<byte[]> withStrategies(byte[] bytes, Map<String, Strategy> strategies) {
    return tree(bytes, new Mistakes("plan.yaml"))
        .flatMap(root -> StrategyEdit.of(bytes, root, strategies))
        .filter(made -> isBefore(bytes, made, strategies));
  }

  /// Whether a plan says the same as before, but for those strategies.
  boolean isBefore(byte[] old, byte[] edited, Map<String, Strategy> strategies) {
    var names = strategies.keySet();
    return read("plan.yaml", old) instanceof PlanResult.Valid
        && read("plan.yaml", edited) instanceof PlanResult.Valid(var plan)
        && strategies.entrySet().stream()
            .allMatch(it -> plan.workload(it.getKey()).strategy() == it.getValue())
        && rest(old, names).equals(rest(edited, names));
  }

  private static Optional<YamlNode> rest(byte[] bytes, Set<String> workloads) {
    return tree(bytes, new Mistakes("plan.yaml")).map(it -> StrategyEdit.rest(it, workloads));
  }

  /// The tree of a file that holds a plan.
  public static YamlNode tree(byte[] plan) {
    return tree(plan, new Mistakes("plan.yaml")).orElseThrow();
  }

  static PlanResult result(Optional<Plan> plan, Mistakes mistakes) {
    return plan.<PlanResult>map(PlanResult.Valid::new).orElseGet(() -> mistakes.invalid());
  }

  static Optional<YamlNode> tree(byte[] bytes, Mistakes mistakes) {
    return tree(bytes, PlanShape.ANYTHING, PlanReferences.untouched(), mistakes);
  }

  /// @param shape that the file should have, by [PlanShape]
  static Optional<YamlNode> tree(
      byte[] bytes, KeyType<?> shape, PlanReferences references, Mistakes mistakes) {
    mistakes.hold(bytes.length);
    var tree =
        PlanText.of(bytes, mistakes)
            .flatMap(text ->
                YamlTree.of(text.reader(), shape, YamlTree.MOST_ASTRAY, references, mistakes));
    mistakes.release(bytes.length);
    return tree;
  }

  /// Of plans that it takes.
  KeyType<?> shape() {
    return PlanShape.of(language);
  }

  /// @param sha256 of the text that says all of it
  Optional<Plan> bind(YamlNode root, String sha256, Mistakes mistakes) {
    return mistakes.untilFull(
        () -> PlanBinder.bind(PlanValue.root(root, mistakes), language, sha256));
  }

  /// The objectives that a plan file gives one workload, whatever else it says: a later release may
  /// refuse the rest of an old file, and must still judge an old run by it.
  ///
  /// @return empty where the file is no YAML that a plan may be, or gives it none
  public static Optional<Objectives> objectives(byte[] plan, String workload) {
    var mistakes = new Mistakes("plan.yaml");
    return tree(plan, mistakes)
        .map(root -> PlanValue.root(root, mistakes))
        .flatMap(root ->
            root.value("workloads")
                .flatMap(workloads -> workloads.value(workload))
                .flatMap(it -> WorkloadBinder.tolerated(root, it)));
  }

  /// What the plan of a run says of a plan that it rehearses, whatever else it says.
  ///
  /// @return empty where it rehearses none, and where the file is no YAML that a plan may be
  /// @throws IllegalArgumentException when what it says of that is damaged
  public static Optional<Rehearsal> rehearses(byte[] plan) {
    return tree(plan, new Mistakes("plan.yaml")).flatMap(RehearsalText::of);
  }

  private static Problem unreadable(Path file, String why) {
    return Problem.lasting(
        Code.LB1002,
        "the plan '%s' cannot be read: %s".formatted(file, why),
        "nothing was read and nothing has been changed",
        "give the path of a plan file, such as examples/storefront/lifeboat.yaml");
  }
}
