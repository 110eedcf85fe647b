package dev.lifeboat.plan;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.plan.YamlNode.Mapping;
import dev.lifeboat.plan.YamlNode.Position;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads a plan from its file and those that it names.
record PlanFiles(PlanReader reader) {
  WholePlan whole(Path file) throws ProblemException {
    var mistakes = new Mistakes(file.toString());
    if (PlanReader.isTooLarge(file)) {
      PlanText.tellTooLarge(mistakes);
      return new WholePlan(PlanReader.result(Optional.empty(), mistakes), "");
    }
    var bytes = PlanReader.bytes(file);
    var references = reader.references();
    var root = PlanReader.tree(bytes, reader.shape(), references, mistakes);
    if (root.filter(IncludedFiles::areNamed).isEmpty()) {
      return ofOne(root, bytes, references, mistakes);
    }
    var all =
        root.flatMap(it ->
            new IncludedFiles(file, reader.shape(), references, mistakes)
                .whole(bytes, (Mapping) it));
    return all.map(it -> written(it, mistakes))
        .orElseGet(() -> whole(Optional.empty(), () -> "", mistakes));
  }

  /// A plan of one text; what it names beside is told as a mistake.
  WholePlan ofText(String source, byte[] bytes) {
    var mistakes = new Mistakes(source);
    var references = reader.references();
    var root = PlanReader.tree(bytes, reader.shape(), references, mistakes);
    return ofOne(root, bytes, references, mistakes);
  }

  private WholePlan ofOne(
      Optional<YamlNode> root, byte[] bytes, PlanReferences references, Mistakes mistakes) {
    if (references.areFound() && root.orElse(null) instanceof Mapping mapping && mistakes.none()) {
      return written(mapping, mistakes);
    }
    var plan = root.flatMap(it -> reader.bind(it, Sha256.of(bytes), mistakes));
    return whole(plan, () -> new String(bytes, StandardCharsets.UTF_8), mistakes);
  }

  /// The plan of a tree that no one file has.
  private WholePlan written(Mapping root, Mistakes mistakes) {
    var yaml = WholeYaml.of(root);
    return whole(reader.bind(root, sha256(yaml, mistakes), mistakes), () -> yaml, mistakes);
  }

  /// Its bytes are gone before the plan is bound, which takes the most memory.
  private static String sha256(String yaml, Mistakes mistakes) {
    var bytes = yaml.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > PlanReader.MOST_BYTES) {
      mistakes.add(
          Position.START, "all files make more than 64 MiB", "split it into several plans");
    }
    return Sha256.of(bytes);
  }

  /// @param text that says all of the plan
  private static WholePlan whole(Optional<Plan> plan, Supplier<String> text, Mistakes mistakes) {
    return new WholePlan(PlanReader.result(plan, mistakes), plan.map(_ -> text.get()).orElse(""));
  }
}
