package io.github.versionedschema.plan.operation;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Runs user SQL, in its order among the other operations.
 *
 * @param up the SQL, possibly several statements
 * @param down the SQL with which abort undoes it
 * @param onComplete whether it runs at complete instead of expand
 */
public record Sql(String up, @Nullable String down,
		@JsonProperty("onComplete") boolean onComplete) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of();
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		if (this.onComplete && this.down != null) {
			throw new Rejection("\"down\" undoes what ran at expand, and \"onComplete\" runs at complete.",
					"Leave one of them out: after complete nothing is undone.");
		}
		List<Rejection> ofPsql = Stream.concat(PsqlParts.of("the SQL", this.up), PsqlParts.of("\"down\"", this.down))
			.toList();
		if (!ofPsql.isEmpty()) {
			throw new Rejection(ofPsql);
		}
		draft.script(new ScriptItem.UserSql(this.up, this.down, this.onComplete, source));
	}

}
