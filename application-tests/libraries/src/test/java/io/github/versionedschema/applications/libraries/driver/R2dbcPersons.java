package io.github.versionedschema.applications.libraries.driver;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Customers through R2DBC. */
public record R2dbcPersons(DatabaseClient client, Shape shape) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		return persons.stream().map((person) -> {
			Long id = sql(this.shape.insert(), this.shape.values(person))
				.filter((statement) -> statement.returnGeneratedValues("id"))
				.map((row) -> row.get("id", Long.class))
				.one()
				.block();
			return person.withId(id);
		}).toList();
	}

	@Override
	public void change(Person person) {
		update(this.shape.update(), this.shape.withKey(person));
	}

	@Override
	public void visit(long id) {
		update(this.shape.visit(), Map.of("id", id));
	}

	@Override
	public Person find(long id) {
		return this.shape.person(sql(this.shape.find(), Map.of("id", id)).fetch().one().block());
	}

	@Override
	public void remove(long id) {
		update(this.shape.remove(), Map.of("id", id));
	}

	private void update(String sql, Map<String, Object> parameters) {
		sql(sql, parameters).fetch().rowsUpdated().block();
	}

	private GenericExecuteSpec sql(String sql, Map<String, Object> parameters) {
		GenericExecuteSpec spec = this.client.sql(sql);
		for (Entry<String, Object> parameter : parameters.entrySet()) {
			Object value = parameter.getValue();
			spec = spec.bind(parameter.getKey(), (value != null) ? value : Parameters.in(R2dbcType.VARCHAR));
		}
		return spec;
	}

}
