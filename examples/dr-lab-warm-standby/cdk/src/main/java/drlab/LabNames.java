package drlab;

import java.util.Locale;

/// Names of a lab's resources, as its plan has them.
///
/// @param lab begins all of them
/// @param otherDatabase that of the recovery region
/// @param belowItsName whether the regions' own names stand below that of users, else beside it
record LabNames(String lab, String otherDatabase, boolean belowItsName) {
  static final LabNames WARM_STANDBY = new LabNames("dr-lab", "dr-lab-replica", false);
  static final LabNames BACKUP = new LabNames("backup-lab", "backup-lab-restored", true);

  /// Of a resource, such as `dr-lab-service`.
  String of(String resource) {
    return lab + "-" + resource;
  }

  String cluster(LabRegion place) {
    return place.named(lab);
  }

  String service() {
    return of("service");
  }

  String database(LabRegion place) {
    return place == LabRegion.PRIMARY ? of("db") : otherDatabase;
  }

  /// As PostgreSQL has it, which takes no hyphen.
  String databaseName() {
    return lab.replace("-", "").toLowerCase(Locale.ROOT);
  }

  String subnetGroup() {
    return of("private");
  }

  /// Of the database that is made anew in the recovery region.
  String parameterGroup() {
    return of("postgresql");
  }

  String alias() {
    return "alias/" + lab;
  }

  String secret() {
    return lab + "/database";
  }

  String replicationRole() {
    return of("replication");
  }

  String logGroup() {
    return "/aws/ecs/" + lab;
  }
}
