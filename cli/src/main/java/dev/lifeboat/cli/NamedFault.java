package dev.lifeboat.cli;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
import java.util.LinkedHashMap;
import java.util.Map;

/// The fault that the arguments of `lab break` or `lab heal` name, and the lab to do it in.
///
/// @param kind its word on the command line
record NamedFault(Plan plan, Faults faults, String kind, Fault fault) {

  /// Reads the plan and attaches to its lab.
  ///
  /// @throws ProblemException when there is no such plan, lab or fault
  static NamedFault of(FaultArguments arguments, Options options)
      throws InterruptedException, ProblemException {
    var file = Kinds.read(arguments.plan);
    var lab = Labs.required(file, options.state);
    var fault = arguments.fault(file.plan(), workload -> Labs.placement(lab, workload).writer());
    return new NamedFault(file.plan(), lab.faults(), arguments.kind(), fault);
  }

  String phrase() {
    return FaultArguments.phrase(fault);
  }

  String json(String schema) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("schema", schema);
    fields.put("plan", plan.name());
    fields.put("fault", kind);
    fields.put("detail", phrase());
    return OutputJson.line(fields);
  }
}
