package io.github.versionedschema.applications.libraries.driver;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSourceUtils;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Customers through {@code JdbcTemplate}, inserted and updated in batches. */
public record JdbcTemplatePersons(NamedParameterJdbcTemplate jdbc, Shape shape) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		GeneratedKeyHolder keys = new GeneratedKeyHolder();
		this.jdbc.batchUpdate(this.shape.insert(), batch(persons.stream().map(this.shape::values).toList()), keys,
				new String[] { "id" });
		return IntStream.range(0, persons.size())
			.mapToObj((i) -> persons.get(i).withId((Long) keys.getKeyList().get(i).get("id")))
			.toList();
	}

	@Override
	public void change(Person person) {
		this.jdbc.batchUpdate(this.shape.update(), batch(List.of(this.shape.withKey(person))));
	}

	@Override
	public void visit(long id) {
		this.jdbc.update(this.shape.visit(), Map.of("id", id));
	}

	@Override
	public Person find(long id) {
		return this.shape.person(this.jdbc.queryForMap(this.shape.find(), Map.of("id", id)));
	}

	@Override
	public void remove(long id) {
		this.jdbc.update(this.shape.remove(), Map.of("id", id));
	}

	private static SqlParameterSource[] batch(List<Map<String, Object>> rows) {
		return SqlParameterSourceUtils.createBatch(rows);
	}

}
