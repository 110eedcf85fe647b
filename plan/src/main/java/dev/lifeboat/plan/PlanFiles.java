package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Mapping;
import dev.lifeboat.plan.YamlNode.Position;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

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
    return written(all, bytes, mistakes);
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
    return references.areFound() && root.orElse(null) instanceof Mapping mapping && mistakes.none()
        ? written(Optional.of(mapping), bytes, mistakes)
        : whole(root, bytes, Optional.empty(), mistakes);
  }

  /// The plan of a tree that no one file has.
  ///
  /// @param bytes of the file, where there is no tree
  private WholePlan written(Optional<Mapping> root, byte[] bytes, Mistakes mistakes) {
    var yaml = root.map(WholeYaml::of);
    return whole(
        root, yaml.map(it -> it.getBytes(StandardCharsets.UTF_8)).orElse(bytes), yaml, mistakes);
  }

  /// @param yaml what the bytes say, where it is there already
  private WholePlan whole(
      Optional<? extends YamlNode> root, byte[] bytes, Optional<String> yaml, Mistakes mistakes) {
    if (root.isPresent() && bytes.length > PlanReader.MOST_BYTES) {
      mistakes.add(
          Position.START, "all files make more than 64 MiB", "split it into several plans");
    }
    var plan = root.flatMap(it -> reader.bind(it, bytes, mistakes));
    var text =
        plan.map(_ -> yaml.orElseGet(() -> new String(bytes, StandardCharsets.UTF_8))).orElse("");
    return new WholePlan(PlanReader.result(plan, mistakes), text);
  }
}
