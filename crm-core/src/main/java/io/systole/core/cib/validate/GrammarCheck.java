package io.systole.core.cib.validate;

import com.thaiopensource.util.PropertyMap;
import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.IncorrectSchemaException;
import com.thaiopensource.validate.Schema;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.Validator;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import io.systole.core.cib.Element;
import io.systole.core.cib.xml.Place;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.xml.sax.ContentHandler;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.LocatorImpl;

/** Checks elements against {@code cib.rnc}. Compiling the grammar takes about a second and happens once per process. */
final class GrammarCheck {
    private final Findings findings;
    private Element current;

    private GrammarCheck(Findings findings) {
        this.findings = findings;
    }

    static void run(Element root, Findings findings) {
        new GrammarCheck(findings).run(root);
    }

    private void run(Element root) {
        var properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, new ErrorsToFindings());
        Validator validator = Grammar.SCHEMA.createValidator(properties.toPropertyMap());
        ContentHandler handler = validator.getContentHandler();
        var locator = new LocatorImpl();
        handler.setDocumentLocator(locator);
        current = root;
        try {
            handler.startDocument();
            walk(root, handler, locator);
            handler.endDocument();
        } catch (SAXException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void walk(Element element, ContentHandler handler, LocatorImpl locator) throws SAXException {
        current = element;
        Optional<Place> place = findings.place(element);
        locator.setLineNumber(place.map(Place::line).orElse(-1));
        var attributes = new AttributesImpl();
        element.attributes().forEach((name, value) -> attributes.addAttribute("", name, name, "CDATA", value));
        handler.startElement("", element.name(), element.name(), attributes);
        if (!element.text().isEmpty()) {
            handler.characters(element.text().toCharArray(), 0, element.text().length());
        }
        for (Element child : element.children()) {
            walk(child, handler, locator);
        }
        current = element;
        handler.endElement("", element.name(), element.name());
    }

    private final class ErrorsToFindings implements ErrorHandler {
        @Override
        public void warning(SAXParseException problem) {
            findings.warning(current, problem.getMessage());
        }

        @Override
        public void error(SAXParseException problem) {
            findings.error(current, problem.getMessage());
        }

        @Override
        public void fatalError(SAXParseException problem) {
            findings.error(current, problem.getMessage());
        }
    }

    /** Loaded at first use. */
    private static final class Grammar {
        private static final Schema SCHEMA = compile();

        private static Schema compile() {
            try (InputStream grammar = GrammarCheck.class.getResourceAsStream("cib.rnc")) {
                return CompactSchemaReader.getInstance().createSchema(new InputSource(grammar), PropertyMap.EMPTY);
            } catch (IOException | SAXException | IncorrectSchemaException broken) {
                throw new IllegalStateException("the grammar cib.rnc cannot be compiled", broken);
            }
        }
    }
}
