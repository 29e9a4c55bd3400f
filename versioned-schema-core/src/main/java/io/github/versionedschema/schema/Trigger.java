package io.github.versionedschema.schema;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A user trigger of a table, or of one of its partitions.
 *
 * @param name its name
 * @param partition the partition that it is on, as an SQL name, or null if it is on the
 * table itself
 * @param definition its definition as {@code pg_get_triggerdef} prints it
 * @param before whether it fires before the change
 * @param row whether it fires for each row
 * @param events the events on which it fires
 * @param updateOfColumns the numbers of the columns in UPDATE OF; empty without. Columns
 * of a partition have their own numbers
 * @param referencedColumns the numbers of the columns that UPDATE OF or WHEN name,
 * ascending
 * @param function its function as an SQL name with argument types
 * @param arguments the arguments of the function
 * @param functionSource the text of that function, in which it may name columns
 * @param enabled in which replication roles it fires
 * @param constraint whether it is a constraint trigger
 * @param inherited whether it was cloned from the partitioned table's
 */
public record Trigger(String name, @Nullable String partition, String definition, boolean before, boolean row,
		Set<Event> events, List<Integer> updateOfColumns, List<Integer> referencedColumns, String function,
		List<String> arguments, String functionSource, Enabled enabled, boolean constraint, boolean inherited) {

	public Trigger {
		events = Set.copyOf(events);
		updateOfColumns = List.copyOf(updateOfColumns);
		referencedColumns = List.copyOf(referencedColumns);
		arguments = List.copyOf(arguments);
	}

	/** Returns its name for messages, with its partition if it is on one. */
	public String shown() {
		return (this.partition != null) ? this.name + " on " + this.partition : this.name;
	}

	/**
	 * The events on which a trigger fires.
	 */
	public enum Event {

		/** INSERT. */
		INSERT,
		/** UPDATE. */
		UPDATE,
		/** DELETE. */
		DELETE,
		/** TRUNCATE. */
		TRUNCATE

	}

	/**
	 * The replication roles in which a trigger fires.
	 */
	public enum Enabled {

		/** In the roles origin and local, the default. */
		ORIGIN,
		/** Always. */
		ALWAYS,
		/** In the role replica only. */
		REPLICA,
		/** Never. */
		DISABLED

	}

}
