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
    var root = PlanReader.tree(bytes, reader.shape(), mistakes);
    if (root.filter(IncludedFiles::areNamed).isEmpty()) {
      return whole(root, bytes, Optional.empty(), mistakes);
    }
    var all =
        root.flatMap(
            it -> IncludedFiles.whole(file, bytes, (Mapping) it, reader.shape(), mistakes));
    var yaml = all.map(WholeYaml::of);
    return whole(
        all, yaml.map(it -> it.getBytes(StandardCharsets.UTF_8)).orElse(bytes), yaml, mistakes);
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
