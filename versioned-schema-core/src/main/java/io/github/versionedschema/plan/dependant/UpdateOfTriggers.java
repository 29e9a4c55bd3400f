package io.github.versionedschema.plan.dependant;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Trigger;

/**
 * Lets user triggers with {@code UPDATE OF} a replaced column fire for clients of the
 * newer version as well: such triggers depend on the columns that a statement names, and
 * these clients name the replacement. Each gets a second trigger beside it.
 */
public final class UpdateOfTriggers {

	private final TableWork work;

	private final List<Trigger> triggers;

	public UpdateOfTriggers(TableWork work) {
		this.work = work;
		this.triggers = work.table()
			.source()
			.triggers()
			.stream()
			.filter((trigger) -> trigger.partition() == null && !trigger.inherited())
			.filter((trigger) -> trigger.enabled() != Trigger.Enabled.DISABLED)
			.filter((
					trigger) -> trigger.updateOfColumns().stream().anyMatch(work.indexes().replacements()::containsKey))
			.toList();
	}

	/** Returns the statements that create the second triggers. */
	public List<String> create() {
		List<String> statements = new ArrayList<>();
		for (Trigger trigger : this.triggers) {
			String name = Identifier.quote(name(trigger));
			statements.add("CREATE %sTRIGGER %s %s UPDATE OF %s%s".formatted(trigger.constraint() ? "CONSTRAINT " : "",
					name, trigger.before() ? "BEFORE" : "AFTER", columns(trigger), afterEvents(trigger.definition())));
			if (trigger.enabled() != Trigger.Enabled.ORIGIN) {
				statements
					.add("ALTER TABLE %s ENABLE %s TRIGGER %s".formatted(this.work.sqlName(), trigger.enabled(), name));
			}
		}
		return statements;
	}

	/** Returns the statements that drop them. */
	public List<String> drop() {
		return names().stream()
			.map((name) -> "DROP TRIGGER IF EXISTS %s ON %s".formatted(Identifier.quote(name), this.work.sqlName()))
			.toList();
	}

	/** Returns their names. */
	public List<String> names() {
		return this.triggers.stream().map(this::name).toList();
	}

	private String columns(Trigger trigger) {
		return trigger.updateOfColumns()
			.stream()
			.map(this.work.indexes().replacements()::get)
			.filter(Objects::nonNull)
			.map(ColumnDraft::physicalName)
			.map(Identifier::quote)
			.collect(Collectors.joining(", "));
	}

	/** It fires where the first one does, in the order of names. */
	private String name(Trigger trigger) {
		return Identifier.truncatedWithHash(trigger.name() + this.work.scope().waitingName("update"));
	}

	/** Returns the definition from the table on. Names before it may be quoted. */
	private static String afterEvents(String definition) {
		boolean quoted = false;
		for (int i = 0; i < definition.length(); i++) {
			if (definition.charAt(i) == '"') {
				quoted = !quoted;
			}
			else if (!quoted && definition.startsWith(" ON ", i)) {
				return definition.substring(i);
			}
		}
		throw new IllegalArgumentException("Not the definition of a trigger: " + definition);
	}

}
