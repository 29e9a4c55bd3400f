package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.ddl.NewTableDdl;
import io.github.versionedschema.plan.ddl.TableTrial;
import io.github.versionedschema.plan.draft.ScriptItem;
import org.jspecify.annotations.Nullable;

/**
 * Creates the checks of DDL on a new table: PostgreSQL runs it, and it is rolled back.
 */
public final class DdlChecks {

	private final NewTableDdl ddl;

	private final Source source;

	public DdlChecks(ScriptItem.NewTable item) {
		this.ddl = NewTableDdl.of(item);
		this.source = item.source();
	}

	public List<Check> write() {
		List<Check> checks = new ArrayList<>();
		List<String> scripts = new ArrayList<>(
				this.ddl.scripts().stream().map((script) -> String.join(";\n", script)).toList());
		TableTrial trial = this.ddl.trial();
		if (trial != null) {
			trial.parts().forEach((part) -> checks.add(check(part.what(), part.sql(), part.otherwise())));
			checks.add(check(this.ddl.title(), scripts.remove(0), trial.substitute()));
			checks.add(check("the table", trial.end(), null));
		}
		scripts.forEach((script) -> checks.add(check(this.ddl.title(), script, null)));
		return checks;
	}

	private Check check(String what, String sql, @Nullable String otherwise) {
		return new Check(what, sql, -1, this.source, null, otherwise);
	}

}
