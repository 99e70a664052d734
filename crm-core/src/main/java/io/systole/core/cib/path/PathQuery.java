package io.systole.core.cib.path;

import io.systole.core.cib.Element;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * XPath 1.0 over one tree of elements, for people's queries and ACLs; the patches' own small language is {@link CibPath}. The
 * tree is turned into a DOM once, which costs a pass over it. Not for several threads.
 */
public final class PathQuery {
    private final Document document;
    private final Map<Node, Spot> spots = new IdentityHashMap<>();
    private final XPath xpath;

    /** Queries over this tree. */
    public PathQuery(Element root) {
        try {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
            XPathFactory factory = XPathFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            xpath = factory.newXPath();
        } catch (ParserConfigurationException | XPathFactoryConfigurationException everyJdkHasThem) {
            throw new IllegalStateException(everyJdkHasThem);
        }
        add(document, Spot.root(root));
    }

    private void add(Node parent, Spot spot) {
        Element element = spot.element();
        org.w3c.dom.Element node;
        try {
            node = document.createElement(element.name());
            element.attributes().forEach(node::setAttribute);
        } catch (DOMException unnameable) {
            // A name that XML does not allow cannot be meant by any path.
            return;
        }
        if (!element.text().isEmpty()) {
            node.appendChild(document.createTextNode(element.text()));
        }
        parent.appendChild(node);
        spots.put(node, spot);
        spot.children().forEach(child -> add(node, child));
    }

    /**
     * The elements that a path selects, in document order, each once. An attribute or a text stands for the element around it
     * (C-175), the document for its root.
     *
     * @throws IllegalArgumentException if it is no XPath, or one that selects no elements; the message is a sentence
     */
    public List<Spot> select(String path) {
        NodeList found;
        try {
            found = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
        } catch (XPathExpressionException bad) {
            String why = String.valueOf(bad.getMessage()).replaceFirst("^[\\w.]+Exception: ", "").replaceFirst("\\.$", "").strip();
            throw new IllegalArgumentException("\"" + path + "\" is no XPath that selects elements"
                    + (bad.getMessage() == null ? "" : " (" + why + ")"), bad);
        }
        var selected = new LinkedHashSet<Spot>();
        for (int i = 0; i < found.getLength(); i++) {
            Spot spot = spots.get(around(found.item(i)));
            if (spot != null) {
                selected.add(spot);
            }
        }
        return List.copyOf(selected);
    }

    private Node around(Node node) {
        return switch (node.getNodeType()) {
            case Node.ELEMENT_NODE -> node;
            case Node.ATTRIBUTE_NODE -> ((Attr) node).getOwnerElement();
            case Node.TEXT_NODE -> node.getParentNode();
            case Node.DOCUMENT_NODE -> document.getDocumentElement();
            default -> null;
        };
    }
}
