package io.github.versionedschema.plan.strategy;

import java.util.List;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;

/**
 * A table under the name that it has from contract on, for the steps that follow.
 */
record FinalTable(TableWork work) {

	String name() {
		return this.work.table().requiredName();
	}

	String sql() {
		return this.work.scope().table(name());
	}

	/** Returns a new step of phase {@code FINISH}. */
	Steps.Draft step(Steps steps, String purpose, String title) {
		return steps.add("finish." + this.work.name() + "." + purpose, Phase.FINISH, title)
			.on(name())
			.from(this.work.table().origin());
	}

	/** Writes a step of phase {@code FINISH} that blocks all access to the table. */
	void writeExclusive(Steps steps, String purpose, String title, List<String> statements) {
		step(steps, purpose, title).locking("ACCESS EXCLUSIVE on " + name()).runs(Steps.exclusively(sql(), statements));
	}

}
