package io.github.versionedschema.migration.reshape.translation;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;
import org.jspecify.annotations.Nullable;

/** The content of an operation, all of it at the position of its action. */
public final class NativeObject {

	private final Position position;

	private final List<Field> fields = new ArrayList<>();

	/**
	 * Creates an empty object.
	 * @param position the position of the action
	 */
	public NativeObject(Position position) {
		this.position = position;
	}

	/**
	 * Adds a key.
	 * @param key the key
	 * @param value text, a flag, a constant, an object, a list of them, or null to leave
	 * the key out
	 */
	public NativeObject with(String key, @Nullable Object value) {
		if (value != null) {
			this.fields.add(new Field(key, this.position, content(value)));
		}
		return this;
	}

	/** Returns the content. */
	public Fields fields() {
		return new Fields(this.position, this.fields);
	}

	private static String text(Object value) {
		if (value instanceof ComputedValue computed) {
			return computed.value();
		}
		return (value instanceof Enum<?> constant) ? constant.name() : value.toString();
	}

	private Content content(Object value) {
		if (value instanceof NativeObject object) {
			return object.fields();
		}
		if (value instanceof ComputedValue computed && computed.table() != null) {
			return new NativeObject(this.position).with("table", computed.table())
				.with("value", computed.value())
				.with("where", computed.where())
				.with("aggregate", computed.aggregate() ? true : null)
				.fields();
		}
		if (value instanceof List<?> list) {
			return new Items(this.position, list.stream().<Content>map(this::content).toList());
		}
		Kind kind = (value instanceof Boolean) ? Kind.BOOLEAN : Kind.TEXT;
		return new Scalar(this.position, kind, text(value));
	}

}
