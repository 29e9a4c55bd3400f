package io.github.versionedschema.applications.libraries.driver;

import java.util.Map;

import io.github.versionedschema.applications.libraries.Person;

/**
 * The table {@code customers} as a release sees it, for libraries that are given SQL.
 */
public enum Shape {

	/** One name, and a note that may be missing. */
	RELEASE_1("full_name = :full_name, note = :note", "full_name, note", ":full_name, :note") {

		@Override
		public Map<String, Object> values(Person person) {
			Map<String, Object> values = new java.util.HashMap<>();
			values.put("full_name", person.fullName());
			values.put("note", person.note());
			return values;
		}

		@Override
		public Person person(Map<String, Object> row) {
			// As the column's type is int.
			Integer visits = (Integer) row.get("visits");
			return Person.of((Long) row.get("id"), (String) row.get("full_name"), visits, (String) row.get("note"));
		}

	},

	/** Two names, and a remark. */
	RELEASE_2("first_name = :first_name, last_name = :last_name, remark = :remark", "first_name, last_name, remark",
			":first_name, :last_name, :remark") {

		@Override
		public Map<String, Object> values(Person person) {
			return Map.of("first_name", person.first(), "last_name", person.last(), "remark", person.remark());
		}

		@Override
		public Person person(Map<String, Object> row) {
			return new Person((Long) row.get("id"), (String) row.get("first_name"), (String) row.get("last_name"),
					(Long) row.get("visits"), (String) row.get("remark"));
		}

	};

	private final String assignments;

	private final String columns;

	private final String parameters;

	Shape(String assignments, String columns, String parameters) {
		this.assignments = assignments;
		this.columns = columns;
		this.parameters = parameters;
	}

	/** Returns parameters of {@link #insert()} and {@link #update()} without the key. */
	public abstract Map<String, Object> values(Person person);

	/** Returns the customer of a row, whose values have the types of the columns. */
	public abstract Person person(Map<String, Object> row);

	String insert() {
		return "insert into customers (%s) values (%s)".formatted(this.columns, this.parameters);
	}

	String update() {
		return "update customers set %s where id = :id".formatted(this.assignments);
	}

	String visit() {
		return "update customers set visits = visits + 1 where id = :id";
	}

	String find() {
		return "select * from customers where id = :id";
	}

	String remove() {
		return "delete from customers where id = :id";
	}

	String[] columns() {
		return this.columns.split(", ");
	}

	Map<String, Object> withKey(Person person) {
		Map<String, Object> values = new java.util.HashMap<>(values(person));
		values.put("id", person.id());
		return values;
	}

}
