package dev.lifeboat.assess;

import dev.lifeboat.plan.PlanPeople.Contact;
import dev.lifeboat.plan.Resource;

/// Sight that a plan gives to rules: where it is silent, that they found nothing is no evidence.
///
/// @param beside where that lies which no resource names
/// @param keys what encrypts each of its stores
/// @param duties who declares a disaster and who carries the move out, who writes to each vault and
///   who removes from it
record PlanSight(boolean beside, boolean keys, boolean duties) {
  static PlanSight of(AssessedPlan all) {
    var keys = all.policy().keys();
    var contacts = all.plan().people().contacts().values();
    return new PlanSight(
        PlanRule.sawBeside(all),
        !keys.isEmpty()
            && all.plan().workloads().values().stream()
                .flatMap(it -> it.stores().stream())
                .map(Resource::name)
                .allMatch(keys::containsKey),
        contacts.stream().anyMatch(Contact::declares)
            && contacts.stream().anyMatch(Contact::moves)
            && all.policy().logins().keySet().containsAll(all.plan().vaults().keySet()));
  }

  /// Whether it could be seen what speaks against a control.
  boolean isOf(Control control) {
    return (beside || !control.isOfBeside())
        && (keys || !control.isOfKeys())
        && (duties || !control.isOfPeople());
  }
}
