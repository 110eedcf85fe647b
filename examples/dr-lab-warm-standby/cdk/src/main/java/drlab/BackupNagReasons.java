package drlab;

import drlab.NagReasons.Reason;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stack;

/// Every finding of AwsSolutions that stays in backup and restore, beside those of the constructs
/// that it shares with the warm standby.
final class BackupNagReasons {
  private BackupNagReasons() {}

  static void giveTo(List<? extends Stack> stacks) {
    var reasons = new ArrayList<Reason>();
    reasons.add(NagReasons.ofNetwork("PrimaryNetworkStack"));
    NagReasons.ofData(reasons, "PrimaryDataStack");
    NagReasons.ofDatabase(reasons, "PrimaryDataStack");
    NagReasons.ofApp(reasons, "PrimaryAppStack");
    NagReasons.ofPrimary(reasons);
    NagReasons.ofData(reasons, "BackupStack");
    for (var looks : List.of("PrimaryAppStack", "BackupStack")) {
      reasons.add(NagReasons.ofLook(looks, false));
    }
    reasons.add(
        new Reason(
            "PrimaryAppStack",
            "Backups/Plan/Database/Role/Resource",
            "IAM4",
            "AWS's own policy for AWS Backup; it is assumed by that service alone."));
    reasons.add(
        new Reason(
            "BackupStack",
            "Deployment/Role/DefaultPolicy/Resource",
            "IAM5",
            "Stacks and snapshots have ids that are not known before they are made; their names are"
                + " said. Databases are looked at, of this account and region alone."));
    NagReasons.give(stacks, reasons);
  }

  static void giveToTemplates(List<? extends Stack> stacks) {
    var reasons = new ArrayList<Reason>();
    reasons.add(NagReasons.ofNetwork(RecoveryTemplates.NETWORK));
    NagReasons.ofApp(reasons, RecoveryTemplates.SERVICE);
    NagReasons.give(stacks, reasons);
  }
}
