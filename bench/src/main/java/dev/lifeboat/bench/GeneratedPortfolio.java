package dev.lifeboat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A plan of many files: each workload needs up to three of those before it, and a thousand share a
/// file. The same size is the same bytes.
record GeneratedPortfolio(Path main, List<Path> files) {
  private static final int A_FILE = 1_000;
  private static final int NEEDED = 3;
  private static final long SEED = 24;
  private static final List<String> CRITICALITIES = List.of("critical", "high", "medium", "low");
  private static final List<String> TIERS = List.of("premium", "standard", "basic");

  /// Writes it into an empty folder.
  static GeneratedPortfolio write(Path folder, int workloads) throws IOException {
    var files = new ArrayList<Path>();
    var main = folder.resolve("lifeboat.yaml");
    Files.writeString(
        main,
        """
        plan: portfolio
        regions: { east: {}, west: {} }
        include: [teams/*.yaml]
        """);
    files.add(main);
    var teams = Files.createDirectory(folder.resolve("teams"));
    var random = new Random(SEED);
    for (int first = 0; first < workloads; first += A_FILE) {
      var text = new StringBuilder("workloads:\n");
      for (int i = first; i < Math.min(workloads, first + A_FILE); i++) {
        workload(text, i, random);
      }
      var file = teams.resolve("team-%04d.yaml".formatted(first / A_FILE));
      Files.writeString(file, text);
      files.add(file);
    }
    return new GeneratedPortfolio(main, List.copyOf(files));
  }

  private static void workload(StringBuilder text, int number, Random random) {
    text.append("  ").append(name(number)).append(":\n");
    text.append("    owner: team-").append(number / A_FILE).append('\n');
    text.append("    criticality: ").append(one(CRITICALITIES, random)).append('\n');
    text.append("    tier: ").append(one(TIERS, random)).append('\n');
    text.append("    impact: { revenuePerHour: ").append(random.nextInt(9_000)).append(" USD }\n");
    text.append("    dependsOn: [").append(String.join(", ", needed(number, random))).append("]\n");
    text.append("    resources:\n");
    text.append("      db-").append(number).append(": { type: database }\n");
    text.append("      web-").append(number);
    text.append(": { type: service, run: [serve], uses: [db-").append(number).append("] }\n");
    text.append("    verify: [ { http: /ready, expect: 200 } ]\n");
  }

  private static List<String> needed(int number, Random random) {
    return random
        .ints(0, Math.max(1, number))
        .distinct()
        .limit(Math.min(NEEDED, number))
        .mapToObj(GeneratedPortfolio::name)
        .toList();
  }

  private static String name(int number) {
    return "workload-%06d".formatted(number);
  }

  private static String one(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
