package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsTraffic;
import dev.lifeboat.files.ShippedText;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// A page that users ask for: of each name what the plan verifies after a move, or else what its
/// service answers while it is ready.
record VisitedPage(URI url) {
  private static final int BAD = 400;

  static List<VisitedPage> of(Plan plan) {
    var pages = new ArrayList<VisitedPage>();
    for (var workload : plan.workloads().values()) {
      for (var traffic : workload.resources(Traffic.class)) {
        AwsTraffic.of(traffic)
            .map(AwsTraffic::entry)
            .filter(it -> "https".equals(it.getScheme()))
            .ifPresent(it ->
                paths(workload, traffic).stream()
                    .map(path -> new VisitedPage(it.resolve(path)))
                    .forEach(pages::add));
      }
    }
    return List.copyOf(pages);
  }

  private static List<String> paths(Workload workload, Traffic traffic) {
    var verified =
        workload.verify().stream().filter(it -> it.expect() < BAD).map(it -> it.http()).toList();
    return verified.isEmpty()
        ? List.of(workload.resource(Service.class, traffic.to()).ready())
        : verified;
  }

  /// For Node.js, what asks for all of them at once.
  static String script(List<VisitedPage> pages) {
    var urls = pages.stream().map(it -> it.url().toString()).distinct().toList();
    return ShippedText.beside(VisitedPage.class, "visitor.js")
        .replace("'PAGES'", JsonTree.line(urls));
  }
}
