// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/node.h"

namespace dw
{

std::unique_ptr<Node> Node::clone() const
{
    auto copy = std::make_unique<Node>();
    copy->kind = kind;
    copy->type = type;
    copy->position = position;
    copy->constant = constant;
    copy->path = path;
    copy->op = op;
    copy->function = function;
    copy->collection = collection;
    copy->collectionObject = collectionObject;
    copy->collectionOwner = collectionOwner;
    for (const std::unique_ptr<Node> &child : children)
        copy->children.push_back(child ? child->clone() : nullptr);
    return copy;
}

const Field *Node::field() const
{
    return kind == Kind::Field && !path.empty() ? &path.back().object->field(path.back().field) : nullptr;
}

bool equal(const Node &a, const Node &b)
{
    if (a.kind != b.kind || a.type != b.type || !(a.constant == b.constant) || a.op != b.op ||
        a.function != b.function || a.collection != b.collection || a.path.size() != b.path.size() ||
        a.children.size() != b.children.size())
        return false;
    for (size_t i = 0; i < a.path.size(); ++i) {
        if (a.path[i].object->key() != b.path[i].object->key() || a.path[i].field != b.path[i].field)
            return false;
    }
    for (size_t i = 0; i < a.children.size(); ++i) {
        const Node *left = a.children[i].get();
        const Node *right = b.children[i].get();
        if ((left == nullptr) != (right == nullptr) || (left && !equal(*left, *right)))
            return false;
    }
    return true;
}

}  // namespace dw
