package io.github.versionedschema.migration.reshape;

import java.util.List;

import io.github.versionedschema.migration.reshape.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * Adds values to an enum type.
 *
 * @param name its name
 * @param add the values, which become its last ones, in order
 */
record AlterEnum(String name, List<Value> add) implements Action {

	AlterEnum {
		add = List.copyOf(add);
	}

	@Override
	public void translate(Translation to) {
		if (this.add.isEmpty()) {
			to.refuse("the action changes nothing", "Give the values to add", "add");
		}
		for (Value value : this.add) {
			to.add("alter_type",
					to.object()
						.with("name", this.name)
						.with("add_value", to.object().with("value", value.value()).with("down", value.down())));
		}
	}

	/**
	 * A value to add.
	 *
	 * @param value the value
	 * @param down the SQL expression of the value that the older version sees instead, or
	 * null if all versions have the value
	 */
	record Value(String value, @Nullable String down) {

	}

}
