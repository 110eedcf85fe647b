package dev.lifeboat.aws.check;

import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.plan.RegionPair;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The failover records by which a run sees where users are led.
///
/// @param name of the records
record TextRecords(String name, RegionPair regions) {
  private static final int TTL_SECONDS = 60;
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Those beside the name that users know.
  static TextRecords of(String name, RegionPair regions) {
    return new TextRecords(NameAnswers.BESIDE + name, regions);
  }

  /// The command that makes both.
  ///
  /// @param check health check of the primary one
  String creation(String zone, String check) {
    var batch = JSON.createObjectNode();
    var changes = batch.putArray("Changes");
    var primary = record(changes.addObject(), ResourceRecordSetFailover.PRIMARY, regions.primary());
    primary.put("HealthCheckId", check);
    var _ = record(changes.addObject(), ResourceRecordSetFailover.SECONDARY, regions.recovery());
    return "aws route53 change-resource-record-sets --hosted-zone-id %s --change-batch '%s'"
        .formatted(zone, batch);
  }

  private ObjectNode record(ObjectNode change, ResourceRecordSetFailover which, String region) {
    var set = change.put("Action", "UPSERT").putObject("ResourceRecordSet");
    set.put("Name", name).put("Type", "TXT").put("SetIdentifier", region);
    set.put("Failover", which.toString()).put("TTL", TTL_SECONDS);
    set.putArray("ResourceRecords").addObject().put("Value", "\"%s\"".formatted(region));
    return set;
  }
}
