package io.github.versionedschema.plan.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;

/**
 * Tracks where values are in a generated PL/pgSQL function: in the row, or in a variable.
 */
public final class ComputedValues {

	private final String prefix;

	private final SyncFunctions functions;

	private final Function<ColumnDraft, String> row;

	private final Map<ColumnDraft, String> variables = new HashMap<>();

	/**
	 * Creates the values of one function.
	 * @param prefix prefix that distinguishes its variables from others in the same body
	 * @param functions the functions that compute the values
	 * @param row returns a physical column of the row, as written in SQL
	 */
	public ComputedValues(String prefix, SyncFunctions functions, Function<ColumnDraft, String> row) {
		this.prefix = prefix;
		this.functions = functions;
		this.row = row;
	}

	/**
	 * Returns the assignments, with the code that uses them in the innermost block. Each
	 * value is computed once, as an expression may be volatile. A variable is declared
	 * where its value is assigned, as its type may not allow null.
	 */
	public String compute(List<Derivation> derivations, boolean onlyVariables, Supplier<String> inner) {
		StringBuilder body = new StringBuilder();
		int blocks = 0;
		for (Derivation derivation : derivations) {
			String call = this.functions.call(derivation, this::of);
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

	/** Returns the value of a column, as written in SQL. */
	public String of(ColumnDraft column) {
		String variable = this.variables.get(column);
		if (variable != null) {
			return variable;
		}
		return column.isPhysical() ? this.row.apply(column) : "NULL::" + column.type();
	}

}
