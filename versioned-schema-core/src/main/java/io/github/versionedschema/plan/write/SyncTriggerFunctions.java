package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.Derivation;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Identifier;

/**
 * The trigger functions of a group. They run with their owner's rights and a path of
 * their own, because an expression that looks things up must not depend on the writer's
 * rights, path, temporary tables or row policies.
 */
final class SyncTriggerFunctions {

	private final Scope scope;

	private final SyncFunctions functions;

	private final Group group;

	private final String name;

	SyncTriggerFunctions(Scope scope, SharedTable table, Group group, SyncFunctions functions) {
		this.scope = scope;
		this.functions = functions;
		this.group = group;
		this.name = table.physicalName() + "." + group.number();
	}

	String upName() {
		return Scope.ours(upFunction());
	}

	String downName() {
		return Scope.ours(downFunction());
	}

	private String upFunction() {
		return this.scope.function(this.name, "up");
	}

	private String downFunction() {
		return this.scope.function(this.name, "down");
	}

	List<String> create() {
		List<String> statements = new ArrayList<>();
		if (!this.group.ups().isEmpty()) {
			statements.addAll(function(upName(), upBody()));
		}
		if (!this.group.downs().isEmpty()) {
			statements.addAll(function(downName(), downBody()));
		}
		return statements;
	}

	List<String> drop() {
		List<String> statements = new ArrayList<>();
		if (!this.group.ups().isEmpty()) {
			statements.add(SyncFunctions.dropFunction(upFunction()));
		}
		if (!this.group.downs().isEmpty()) {
			statements.add(SyncFunctions.dropFunction(downFunction()));
		}
		return statements;
	}

	private List<String> function(String function, String body) {
		return OwnFunction.ofTrigger(function, this.scope, body);
	}

	private String downBody() {
		String computed = new Values("").compute(this.group.downs(), false, () -> "\tRETURN NEW;\n");
		return this.group.isComparableByUps()
				? body(unlessAgreed("_up", this.group.ups(), this.group.upTargets()) + computed) : body(computed);
	}

	private String upBody() {
		String computed = new Values("_up").compute(this.group.ups(), false, () -> "\tRETURN NEW;\n");
		return this.group.isComparableByDowns()
				? body(unlessAgreed("_down", this.group.downs(), this.group.downTargets()) + computed) : body(computed);
	}

	private static String body(String statements) {
		return "BEGIN\n" + statements + "END\n";
	}

	/**
	 * Returns what leaves a row alone, in the mode {@code if_different}, that has the
	 * values which follow from the side that would be written.
	 */
	private String unlessAgreed(String prefix, List<Derivation> derivations, List<ColumnDraft> targets) {
		Values expected = new Values(prefix);
		String compared = expected.compute(derivations, true, () -> """
					IF NOT (%s) THEN
						RETURN NEW;
					END IF;
				""".formatted(Rows.differ(targets.stream().map((target) -> Rows.field("NEW", target)).toList(),
				targets.stream().map(expected::of).toList())));
		return "IF TG_ARGV[0] OPERATOR(pg_catalog.=) 'if_different' THEN\n" + compared + "END IF;\n";
	}

	/** Where a value is while a function runs: in the row, or in a variable. */
	private final class Values {

		private final String prefix;

		private final Map<ColumnDraft, String> variables = new HashMap<>();

		Values(String prefix) {
			this.prefix = prefix;
		}

		/**
		 * Returns the assignments, with something in the innermost block that uses them.
		 * Each value is computed once, as an expression may be volatile. A variable is
		 * declared where it gets its value: its type may allow no null.
		 */
		String compute(List<Derivation> derivations, boolean onlyVariables, Supplier<String> inner) {
			StringBuilder body = new StringBuilder();
			int blocks = 0;
			for (Derivation derivation : derivations) {
				String call = SyncTriggerFunctions.this.functions.call(derivation, this::of);
				ColumnDraft target = derivation.target();
				if (onlyVariables || !target.isPhysical()) {
					String variable = "_vs%s_%d".formatted(this.prefix, this.variables.size() + 1);
					this.variables.put(target, variable);
					body.append("DECLARE\n\t%s %s := %s;\nBEGIN\n".formatted(variable, target.type(), call));
					blocks++;
				}
				else {
					body.append("\t%s := %s;\n".formatted(of(target), call));
				}
			}
			return body + inner.get() + "END;\n".repeat(blocks);
		}

		String of(ColumnDraft column) {
			String variable = this.variables.get(column);
			if (variable != null) {
				return variable;
			}
			return column.isPhysical() ? Rows.field("NEW", column) : "NULL::" + column.type();
		}

	}

}
