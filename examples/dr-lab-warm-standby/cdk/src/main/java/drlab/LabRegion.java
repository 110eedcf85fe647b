package drlab;

import java.util.List;
import java.util.Locale;

/// The two regions that hold data. The third, which only votes, is `provision`'s.
enum LabRegion {
  PRIMARY("ap-southeast-2", "10.10.0.0/16"),
  SECONDARY("us-west-2", "10.20.0.0/16");

  private final String aws;
  private final String cidr;

  /// @param cidr of its network; the regions' do not overlap, so that they can be joined one day
  LabRegion(String aws, String cidr) {
    this.aws = aws;
    this.cidr = cidr;
  }

  String aws() {
    return aws;
  }

  String cidr() {
    return cidr;
  }

  /// Named, not looked up: what is made does not depend on the day.
  List<String> zones() {
    return List.of(aws + "a", aws + "b");
  }

  LabRegion other() {
    return this == PRIMARY ? SECONDARY : PRIMARY;
  }

  /// Its name in the plan.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Of a resource that each region has one of, such as `dr-lab-primary`.
  String named(String resource) {
    return resource + "-" + word();
  }
}
