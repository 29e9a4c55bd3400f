package io.github.versionedschema.applications.libraries.driver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Customers through jOOQ, with a table as its generator writes it: in the schema
 * {@code public}.
 */
public record JooqPersons(DSLContext jooq, Table<Record> customers, Shape shape) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		return persons.stream()
			.map((person) -> person.withId(
					this.jooq.insertInto(this.customers).set(values(person)).returningResult(id()).fetchSingle(id())))
			.toList();
	}

	@Override
	public void change(Person person) {
		this.jooq.update(this.customers).set(values(person)).where(id().eq(person.id())).execute();
	}

	@Override
	public void visit(long id) {
		Field<Long> visits = this.customers.field("visits").cast(SQLDataType.BIGINT);
		this.jooq.update(this.customers)
			.set(Map.of(this.customers.field("visits"), visits.plus(1)))
			.where(id().eq(id))
			.execute();
	}

	@Override
	public Person find(long id) {
		return this.shape.person(this.jooq.selectFrom(this.customers).where(id().eq(id)).fetchSingle().intoMap());
	}

	@Override
	public void remove(long id) {
		this.jooq.deleteFrom(this.customers).where(id().eq(id)).execute();
	}

	private Field<Long> id() {
		return this.customers.field("id", Long.class);
	}

	private Map<Field<?>, Object> values(Person person) {
		Map<Field<?>, Object> values = new HashMap<>();
		this.shape.values(person).forEach((name, value) -> values.put(this.customers.field(name), value));
		return values;
	}

}
