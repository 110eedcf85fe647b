package dev.lifeboat.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// People of a plan, for documents and an assessment. No run reads them, so that what drills proved
/// stays proven whoever is on call.
///
/// @param declareAbove an outage that is expected to last longer is declared
/// @param contacts by name, in the order in which they are called
/// @param clients by name
public record PlanPeople(
    Duration declareAbove, Map<String, Contact> contacts, Map<String, Client> clients) {

  /// Of a plan that names nobody.
  public static final PlanPeople NONE =
      new PlanPeople(PeopleBinder.DECLARE_ABOVE.standard(), Map.of(), Map.of());

  /// Somebody who is called.
  ///
  /// @param role what they are called for
  /// @param reach the first way that is tried, then the others
  /// @param hours in which they are called
  /// @param nextAfter how long without an answer until the next is called; empty if nothing is said
  /// @param declares whether their word declares a disaster
  /// @param moves whether they carry a move out
  /// @param workloads of theirs; empty for all
  public record Contact(
      String name,
      String role,
      List<String> reach,
      String hours,
      Optional<Duration> nextAfter,
      boolean declares,
      boolean moves,
      List<String> workloads) {
    public Contact {
      reach = List.copyOf(reach);
      workloads = List.copyOf(workloads);
      if (reach.isEmpty()) {
        throw new IllegalArgumentException("contact '" + name + "' must be within reach");
      }
    }

    /// Whether they are called by day and by night.
    public boolean isCalledAtAnyHour() {
      return hours.equals(PeopleBinder.HOURS.standard());
    }
  }

  /// Somebody who is served.
  ///
  /// @param tier that was promised; empty if none was
  /// @param told where
  /// @param workloads that serve them; empty for all
  public record Client(
      String name, Optional<Tier> tier, List<String> told, List<String> workloads) {
    public Client {
      told = List.copyOf(told);
      workloads = List.copyOf(workloads);
    }
  }

  public PlanPeople {
    PeopleBinder.DECLARE_ABOVE.require(declareAbove);
    contacts = Copies.named("contact", contacts, Contact::name);
    clients = Copies.named("client", clients, Client::name);
  }

  /// Those of a workload, in the order in which they are called.
  public List<Contact> contactsOf(String workload) {
    return contacts.values().stream().filter(it -> isOf(it.workloads(), workload)).toList();
  }

  /// Those of them whose word declares a disaster.
  public List<Contact> declaring(String workload) {
    return contactsOf(workload).stream().filter(Contact::declares).toList();
  }

  /// Those whom a workload serves, in the order of the file.
  public List<Client> clientsOf(String workload) {
    return clients.values().stream().filter(it -> isOf(it.workloads(), workload)).toList();
  }

  private static boolean isOf(List<String> workloads, String workload) {
    return workloads.isEmpty() || workloads.contains(workload);
  }
}
