package io.vicinal.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void isALineOfFields() {
        Message message = Message.of("search", "queries", 64, 3);
        assertThat(message).hasToString("search\tqueries\t64\t3");
        assertThat(Message.parse("search\tqueries\t64\t3")).isEqualTo(message);
        assertThat(message.field(0)).isEqualTo("queries");
        assertThat(message.number(1)).isEqualTo(64);
        assertThat(Message.parse("quit").fields()).isEmpty();
    }

    @Test
    void namedValuesMayHoldSpacesAndEqualSigns() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("parameters", "M = 16, efConstruction 200");
        values.put("can", "");
        assertThat(Message.parse(Message.of("ready", values).toString()).values())
                .isEqualTo(values);
    }

    @Test
    void staysOnOneLineWhateverTheFieldsHold() {
        assertThat(Message.of("failed", "no\tsuch\nthing").field(0)).isEqualTo("no such thing");
    }

    @Test
    void saysWhichFieldIsMissingOrNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.parse("build\t0").number(1))
                .withMessage("'build' has 1 fields, and number 2 is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.parse("build\tall").number(0))
                .withMessage("field 1 of 'build' is no number: all");
    }
}
